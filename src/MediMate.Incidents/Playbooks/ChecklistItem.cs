namespace MediMate.Incidents;

/// <summary>An item of a phase's checklist.</summary>
public sealed record ChecklistItem
{
    /// <summary>Gets the id by which commands name the item.</summary>
    /// <value>Lower-case words joined by hyphens; unique in the playbook.</value>
    public required string Id { get; init; }

    /// <summary>Gets the text, as the document says it.</summary>
    public required string Text { get; init; }

    /// <summary>Gets a value indicating whether the phase cannot be left forward while the item is open.</summary>
    /// <value>
    /// Default <see langword="true"/>. An item that says "if needed" is optional, and so are the items of the first phase: they list where
    /// signals come from.
    /// </value>
    public bool IsRequired { get; init; } = true;
}
