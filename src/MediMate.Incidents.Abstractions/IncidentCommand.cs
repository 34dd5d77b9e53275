namespace MediMate.Incidents;

/// <summary>Something that somebody wants done with an incident.</summary>
/// <remarks>A command is accepted and leaves events, or is refused with every reason and changes nothing.</remarks>
public abstract record IncidentCommand
{
    private protected IncidentCommand()
    {
    }

    /// <summary>Gets who gives it.</summary>
    public required Actor By { get; init; }
}
