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

    /// <summary>Gets the subjects that change and are no incidents.</summary>
    /// <value>A subject that was not named in the request costs another round trip on some stores.</value>
    public ImmutableArray<SubjectChange> Subjects { get; init; } = [];

    /// <summary>Gets the receipt to keep for the idempotency key.</summary>
    /// <value>It replaces one that had expired at its <see cref="StoreReceipt.At"/>; beside one that had not, the decision is asked for again.</value>
    public StoreReceipt? Receipt { get; init; }

    /// <summary>Gets a value indicating whether nothing changes.</summary>
    public bool IsNone => Changes.IsEmpty && Rows.IsEmpty && Subjects.IsEmpty && Receipt is null;
}
