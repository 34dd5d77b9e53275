using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What one decision changes: all of it is committed, or nothing.</summary>
public sealed record StoreDecision
{
    /// <summary>Gets the decision that changes nothing.</summary>
    public static StoreDecision None { get; } = new();

    /// <summary>Gets the incidents that change.</summary>
    public ImmutableArray<IncidentChange> Changes { get; init; } = [];

    /// <summary>Gets the outbox rows that are added or replaced, by key.</summary>
    public ImmutableArray<OutboxRow> Rows { get; init; } = [];

    /// <summary>Gets a value indicating whether nothing changes.</summary>
    public bool IsNone => Changes.IsEmpty && Rows.IsEmpty;
}
