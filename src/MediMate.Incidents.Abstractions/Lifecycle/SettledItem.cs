namespace MediMate.Incidents;

/// <summary>A checklist item that is no longer open.</summary>
public sealed record SettledItem
{
    /// <summary>Gets the item's id in the playbook.</summary>
    public required string Id { get; init; }

    /// <summary>Gets a value indicating whether it was skipped, not done.</summary>
    public required bool IsSkipped { get; init; }
}
