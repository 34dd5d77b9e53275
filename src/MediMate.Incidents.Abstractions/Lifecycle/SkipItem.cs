namespace MediMate.Incidents;

/// <summary>Leaves a checklist item out, in any phase until the incident has ended. One that is done stays done.</summary>
public sealed record SkipItem : IncidentCommand
{
    /// <summary>Gets the id of the item, or its text.</summary>
    /// <value>Compared ignoring case. Of items with the same text the one of the present phase is meant.</value>
    public required string Item { get; init; }

    /// <summary>Gets the reason.</summary>
    /// <value>Not blank.</value>
    public required string Reason { get; init; }
}
