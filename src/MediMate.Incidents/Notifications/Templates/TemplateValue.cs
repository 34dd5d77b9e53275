namespace MediMate.Incidents;

/// <summary>What a placeholder stands for.</summary>
internal enum TemplateValue
{
    /// <summary>A literal text.</summary>
    Literal,

    /// <summary>The description: the author's words to users, the incident's summary to responders.</summary>
    Description,

    /// <summary>The effect on users and systems.</summary>
    Impact,

    /// <summary>The level.</summary>
    Level,

    /// <summary>The phase in the document's words.</summary>
    Phase,

    /// <summary>What to do next.</summary>
    NextSteps,

    /// <summary>The incident's reference.</summary>
    Reference,

    /// <summary>When users hear again.</summary>
    NextUpdate,

    /// <summary>Nothing that the engine knows.</summary>
    Unknown,
}
