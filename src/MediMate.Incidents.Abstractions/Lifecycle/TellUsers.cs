namespace MediMate.Incidents;

/// <summary>Says that users were told elsewhere.</summary>
public sealed record TellUsers : IncidentCommand
{
    /// <summary>Gets where they were told.</summary>
    /// <value>Not blank.</value>
    public required string Link { get; init; }
}
