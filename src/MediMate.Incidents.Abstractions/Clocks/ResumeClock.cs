namespace MediMate.Incidents;

/// <summary>Lets a paused clock run on, from now. At the very instant of the pause it withdraws the pause.</summary>
public sealed record ResumeClock : IncidentCommand
{
    /// <summary>Gets the name of the clock.</summary>
    /// <value>One that is paused.</value>
    public required string Clock { get; init; }

    /// <summary>Gets a remark.</summary>
    public string? Reason { get; init; }
}
