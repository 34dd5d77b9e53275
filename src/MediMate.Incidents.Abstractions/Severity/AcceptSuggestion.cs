namespace MediMate.Incidents;

/// <summary>Takes up a suggested level: the incident gets it.</summary>
public sealed record AcceptSuggestion : IncidentCommand
{
    /// <summary>Gets the level.</summary>
    /// <value><see langword="null"/> for the most severe one that is suggested.</value>
    public string? Level { get; init; }

    /// <summary>Gets the reason.</summary>
    public string? Reason { get; init; }
}
