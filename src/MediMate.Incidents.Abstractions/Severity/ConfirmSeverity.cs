namespace MediMate.Incidents;

/// <summary>Confirms the level that the incident has: it is refused when the incident has another one by now.</summary>
public sealed record ConfirmSeverity : IncidentCommand
{
    /// <summary>Gets the level.</summary>
    /// <value>The present one.</value>
    public required string Level { get; init; }

    /// <summary>Gets the reason.</summary>
    public string? Reason { get; init; }
}
