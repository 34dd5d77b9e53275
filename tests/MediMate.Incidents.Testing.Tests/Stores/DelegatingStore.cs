using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Stores;

/// <summary>Hands every call on: a broken store changes the one that it breaks.</summary>
internal class DelegatingStore(InMemoryIncidentStore inner) : IIncidentStore, IIncidentQueries
{
    public DelegatingStore()
        : this(new InMemoryIncidentStore())
    {
    }

    protected InMemoryIncidentStore Inner => inner;

    public virtual ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default) =>
        inner.ExecuteAsync(requests, decide, cancellationToken);

    public virtual ValueTask<Incident?> FindAsync(IncidentId id, CancellationToken cancellationToken = default) => inner.FindAsync(id, cancellationToken);

    public virtual ValueTask<Incident?> FindByReferenceAsync(string reference, CancellationToken cancellationToken = default) => inner.FindByReferenceAsync(reference, cancellationToken);

    public virtual ValueTask<ImmutableArray<IncidentEvent>> ReadEventsAsync(IncidentId id, CancellationToken cancellationToken = default) => inner.ReadEventsAsync(id, cancellationToken);

    public virtual ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken = default) => inner.NextDueAsync(cancellationToken);

    public virtual ValueTask<Instant?> NextOutboxDueAsync(ImmutableArray<string> exceptChannels, CancellationToken cancellationToken = default) =>
        inner.NextOutboxDueAsync(exceptChannels, cancellationToken);

    public virtual ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default) => inner.ClaimDueAsync(claim, cancellationToken);

    public virtual ValueTask PostponeAsync(DueSubject subject, Instant until, CancellationToken cancellationToken = default) => inner.PostponeAsync(subject, until, cancellationToken);

    public virtual ValueTask<ImmutableArray<OutboxRow>> ClaimOutboxAsync(StoreClaim claim, CancellationToken cancellationToken = default) => inner.ClaimOutboxAsync(claim, cancellationToken);

    public virtual ValueTask ExtendLeaseAsync(string row, Instant until, CancellationToken cancellationToken = default) => inner.ExtendLeaseAsync(row, until, cancellationToken);

    public virtual ValueTask<ImmutableArray<OutboxRow>> ReadOutboxAsync(IncidentId id, CancellationToken cancellationToken = default) => inner.ReadOutboxAsync(id, cancellationToken);

    public virtual ValueTask<ImmutableArray<StoredSubject>> ReadSubjectsAsync(SubjectKind kind, CancellationToken cancellationToken = default) => inner.ReadSubjectsAsync(kind, cancellationToken);

    public virtual ValueTask<StoreHealth> ReadHealthAsync(Instant now, CancellationToken cancellationToken = default) => inner.ReadHealthAsync(now, cancellationToken);

    public virtual ValueTask SavePlaybookAsync(string hash, ReadOnlyMemory<byte> canonicalForm, CancellationToken cancellationToken = default) =>
        inner.SavePlaybookAsync(hash, canonicalForm, cancellationToken);

    public virtual ValueTask<ReadOnlyMemory<byte>?> ReadPlaybookAsync(string hash, CancellationToken cancellationToken = default) => inner.ReadPlaybookAsync(hash, cancellationToken);

    public virtual ValueTask<IncidentPage> ListAsync(IncidentQuery query, CancellationToken cancellationToken = default) => inner.ListAsync(query, cancellationToken);
}
