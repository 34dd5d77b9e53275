namespace MediMate.Incidents;

/// <summary>A person chose the level that the incident has already.</summary>
public sealed record SeverityConfirmed : IncidentEvent
{
    /// <summary>Gets the level.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }
}
