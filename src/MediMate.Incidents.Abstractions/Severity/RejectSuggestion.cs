namespace MediMate.Incidents;

/// <summary>Turns a suggested level down: the level stays, and it is not suggested again in this cycle.</summary>
public sealed record RejectSuggestion : IncidentCommand
{
    /// <summary>Gets the level.</summary>
    /// <value><see langword="null"/> for every one that is suggested.</value>
    public string? Level { get; init; }

    /// <summary>Gets the reason.</summary>
    public string? Reason { get; init; }
}
