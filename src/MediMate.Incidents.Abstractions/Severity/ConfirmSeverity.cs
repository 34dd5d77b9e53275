namespace MediMate.Incidents;

/// <summary>Confirms the level that the incident has.</summary>
public sealed record ConfirmSeverity : IncidentCommand
{
    /// <summary>Gets the level.</summary>
    /// <value>The present one.</value>
    public required string Level { get; init; }

    /// <summary>Gets the reason.</summary>
    public string? Reason { get; init; }
}
