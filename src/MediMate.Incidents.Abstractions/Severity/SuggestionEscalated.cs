namespace MediMate.Incidents;

/// <summary>Nobody answered a suggested level in time: the next step of that level's ladder is paged, once.</summary>
public sealed record SuggestionEscalated : IncidentEvent
{
    /// <summary>Gets the level.</summary>
    public required string Level { get; init; }
}
