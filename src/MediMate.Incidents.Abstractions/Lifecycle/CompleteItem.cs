namespace MediMate.Incidents;

/// <summary>Marks a checklist item as done.</summary>
public sealed record CompleteItem : IncidentCommand
{
    /// <summary>Gets the id of the item, or its text.</summary>
    public required string Item { get; init; }

    /// <summary>Gets a link to what shows it.</summary>
    public string? Link { get; init; }

    /// <summary>Gets a note.</summary>
    public string? Note { get; init; }
}
