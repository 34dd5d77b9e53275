namespace MediMate.Incidents;

/// <summary>A checklist item is done.</summary>
public sealed record ItemCompleted : IncidentEvent
{
    /// <summary>Gets the id of the item.</summary>
    public required string Item { get; init; }

    /// <summary>Gets a link to what shows it.</summary>
    public string? Link { get; init; }

    /// <summary>Gets a note.</summary>
    public string? Note { get; init; }
}
