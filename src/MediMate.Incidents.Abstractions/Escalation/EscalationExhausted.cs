namespace MediMate.Incidents;

/// <summary>The last loop ended and nobody has acknowledged.</summary>
public sealed record EscalationExhausted : IncidentEvent
{
    /// <summary>Gets the name of the ladder.</summary>
    public required string Ladder { get; init; }

    /// <summary>Gets the level.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the call to the emergency contact.</summary>
    /// <value><see langword="null"/> at a short level.</value>
    public EscalationNext? Next { get; init; }
}
