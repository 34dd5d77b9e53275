namespace MediMate.Incidents;

/// <summary>Leaves a checklist item out.</summary>
public sealed record SkipItem : IncidentCommand
{
    /// <summary>Gets the id of the item, or its text.</summary>
    public required string Item { get; init; }

    /// <summary>Gets the reason.</summary>
    /// <value>Not blank.</value>
    public required string Reason { get; init; }
}
