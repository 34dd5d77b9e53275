using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Stores;

/// <summary>A store that keeps the contract of stores and answers no queries.</summary>
internal sealed class WithoutQueries : IIncidentStore
{
    private readonly InMemoryIncidentStore _inner = new();

    public ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default) =>
        _inner.ExecuteAsync(requests, decide, cancellationToken);

    public ValueTask<Incident?> FindAsync(IncidentId id, CancellationToken cancellationToken = default) => _inner.FindAsync(id, cancellationToken);

    public ValueTask<Incident?> FindByReferenceAsync(string reference, CancellationToken cancellationToken = default) => _inner.FindByReferenceAsync(reference, cancellationToken);

    public ValueTask<ImmutableArray<IncidentEvent>> ReadEventsAsync(IncidentId id, CancellationToken cancellationToken = default) => _inner.ReadEventsAsync(id, cancellationToken);

    public ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken = default) => _inner.NextDueAsync(cancellationToken);

    public ValueTask<Instant?> NextOutboxDueAsync(ImmutableArray<string> exceptChannels, CancellationToken cancellationToken = default) =>
        _inner.NextOutboxDueAsync(exceptChannels, cancellationToken);

    public ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default) => _inner.ClaimDueAsync(claim, cancellationToken);

    public ValueTask PostponeAsync(DueSubject subject, Instant until, CancellationToken cancellationToken = default) => _inner.PostponeAsync(subject, until, cancellationToken);

    public ValueTask<ImmutableArray<OutboxRow>> ClaimOutboxAsync(StoreClaim claim, CancellationToken cancellationToken = default) => _inner.ClaimOutboxAsync(claim, cancellationToken);

    public ValueTask ExtendLeaseAsync(string row, Instant until, CancellationToken cancellationToken = default) => _inner.ExtendLeaseAsync(row, until, cancellationToken);

    public ValueTask<ImmutableArray<OutboxRow>> ReadOutboxAsync(IncidentId id, CancellationToken cancellationToken = default) => _inner.ReadOutboxAsync(id, cancellationToken);

    public ValueTask<ImmutableArray<StoredSubject>> ReadSubjectsAsync(SubjectKind kind, CancellationToken cancellationToken = default) => _inner.ReadSubjectsAsync(kind, cancellationToken);

    public ValueTask<StoreHealth> ReadHealthAsync(Instant now, CancellationToken cancellationToken = default) => _inner.ReadHealthAsync(now, cancellationToken);

    public ValueTask SavePlaybookAsync(string hash, ReadOnlyMemory<byte> canonicalForm, CancellationToken cancellationToken = default) =>
        _inner.SavePlaybookAsync(hash, canonicalForm, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadPlaybookAsync(string hash, CancellationToken cancellationToken = default) => _inner.ReadPlaybookAsync(hash, cancellationToken);
}
