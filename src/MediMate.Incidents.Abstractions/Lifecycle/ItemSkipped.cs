namespace MediMate.Incidents;

/// <summary>A checklist item was left out.</summary>
public sealed record ItemSkipped : IncidentEvent
{
    /// <summary>Gets the id of the item.</summary>
    public required string Item { get; init; }

    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }
}
