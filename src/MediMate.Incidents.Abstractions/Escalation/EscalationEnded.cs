namespace MediMate.Incidents;

/// <summary>A ladder ended before its time.</summary>
public sealed record EscalationEnded : IncidentEvent
{
    /// <summary>Gets the name of the ladder.</summary>
    public required string Ladder { get; init; }

    /// <summary>Gets the level.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }
}
