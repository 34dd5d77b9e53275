namespace MediMate.Incidents;

/// <summary>A person turned a suggested level down.</summary>
public sealed record SuggestionRejected : IncidentEvent
{
    /// <summary>Gets the level.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the reason.</summary>
    public string? Reason { get; init; }
}
