namespace MediMate.Incidents;

/// <summary>Marks a checklist item as done, in any phase until the incident has ended.</summary>
/// <remarks>Once it is done, doing so again adds a link or a note; without one nothing changes. An item that was skipped can still be done.</remarks>
public sealed record CompleteItem : IncidentCommand
{
    /// <summary>Gets the id of the item, or its text.</summary>
    /// <value>Compared ignoring case. Of items with the same text the one of the present phase is meant.</value>
    public required string Item { get; init; }

    /// <summary>Gets a link to what shows it.</summary>
    /// <value>An absolute http or https address of at most 2 000 characters; a blank one counts as none.</value>
    public string? Link { get; init; }

    /// <summary>Gets a note.</summary>
    /// <value>At most 2 000 characters; a blank one counts as none.</value>
    public string? Note { get; init; }
}
