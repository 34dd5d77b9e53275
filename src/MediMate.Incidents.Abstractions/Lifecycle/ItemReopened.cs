namespace MediMate.Incidents;

/// <summary>A checklist item is open again, because the incident went back to an earlier phase.</summary>
public sealed record ItemReopened : IncidentEvent
{
    /// <summary>Gets the id of the item.</summary>
    public required string Item { get; init; }
}
