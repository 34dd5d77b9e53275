namespace MediMate.Incidents;

/// <summary>What a renderer has to render.</summary>
public sealed record RenderRequest
{
    /// <summary>Gets the text of the template, as the playbook has it.</summary>
    /// <value><see langword="null"/> where the playbook has none for such a message: notes and updates to people of the company have none.</value>
    public string? Template { get; init; }

    /// <summary>Gets the language of the template.</summary>
    /// <value>A tag such as <c>ms</c>; <see langword="null"/> for its default text.</value>
    public string? Language { get; init; }

    /// <summary>Gets the language that the reader reads best.</summary>
    /// <value>A tag such as <c>ms-MY</c>; <see langword="null"/> where it is not known.</value>
    public string? ReaderLanguage { get; init; }

    /// <summary>Gets what the message wants of its reader.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>Gets whom the message is for.</summary>
    public required MessageAudience Audience { get; init; }

    /// <summary>Gets the form in which the channel takes the body.</summary>
    public required MessageFormat Format { get; init; }

    /// <summary>Gets the incident's reference.</summary>
    public required string Incident { get; init; }

    /// <summary>Gets the name of the incident's level.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the incident's phase.</summary>
    public required IncidentPhase Phase { get; init; }

    /// <summary>Gets what the author of the message wrote, or the engine's remark to a page.</summary>
    /// <value>Plain text, cleaned; <see langword="null"/> where there is none.</value>
    public string? Text { get; init; }

    /// <summary>Gets the values by their names, which are compared ignoring case.</summary>
    /// <value>
    /// <c>description</c>, <c>impact</c>, <c>level</c>, <c>phase</c>, <c>next steps</c>, <c>next update</c>, <c>reference</c>. Plain texts, cleaned, not
    /// encoded. To people of the company fallbacks stand in for what is not known; to users outside it is empty, and what to do next always is.
    /// </value>
    public required IReadOnlyDictionary<string, string> Values { get; init; }
}
