using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What a store loaded for one decision, locked until its commit.</summary>
public sealed record StoreLoaded
{
    /// <summary>Gets the incident: the one named, the key's holder, or the row's.</summary>
    public Incident? Incident { get; init; }

    /// <summary>Gets the incident that held the key last, where nobody holds it now.</summary>
    public Incident? LastHolder { get; init; }

    /// <summary>Gets the second incident that was named.</summary>
    /// <value><see langword="null"/> when none was, or it is unknown.</value>
    public Incident? Beside { get; init; }

    /// <summary>Gets the other incidents that hold keys of this one, and the one that holds <see cref="StoreRequest.AlsoKey"/>.</summary>
    public ImmutableArray<Incident> KeyHolders { get; init; } = [];

    /// <summary>Gets the row.</summary>
    public OutboxRow? Row { get; init; }

    /// <summary>Gets the other rows of the same cause.</summary>
    public ImmutableArray<OutboxRow> Siblings { get; init; } = [];

    /// <summary>Gets the rows of the bundle that was named: the bundle itself, what is held for it and what goes or went out in it.</summary>
    /// <value>In the order in which they were written. A pending row whose incident another commit took meanwhile may be left out.</value>
    public ImmutableArray<OutboxMessage> Bundled { get; init; } = [];

    /// <summary>Gets the incidents of those of <see cref="Bundled"/> that are pending.</summary>
    /// <value>Each once.</value>
    public ImmutableArray<Incident> BundledIncidents { get; init; } = [];

    /// <summary>Gets the subjects that were named or asked for and exist.</summary>
    /// <value>Each once, in the order in which they were first put in.</value>
    public ImmutableArray<StoredSubject> Subjects { get; init; } = [];

    /// <summary>Gets the receipt of the idempotency key.</summary>
    /// <value>It may have expired by now and counts as absent then; the decision looks at <see cref="StoreReceipt.ExpiresAt"/>.</value>
    public StoreReceipt? Receipt { get; init; }

    /// <summary>Gets the number that a declaration would take.</summary>
    /// <value>
    /// The reference is <c>INC-</c> and this number. It rises within a store; gaps are allowed. Zero where nothing can be declared: the request
    /// names an incident or a row, or the key is held. A decision that declares more than one incident cannot know the numbers of the others.
    /// </value>
    public required long NextNumber { get; init; }
}
