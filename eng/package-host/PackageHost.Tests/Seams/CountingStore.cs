using System.Collections.Immutable;
using MediMate.Incidents;
using NodaTime;

namespace PackageHost.Tests.Seams;

/// <summary>A store of a host: it counts what is committed, and leaves the keeping to the one inside.</summary>
internal sealed class CountingStore(RelationalIncidentStore inner) : IIncidentStore, IAsyncDisposable
{
    private int _commits;

    public int Commits => _commits;

    public async ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(
        ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default)
    {
        var results = await inner.ExecuteAsync(requests, decide, cancellationToken);
        Interlocked.Add(ref _commits, results.Length);
        return results;
    }

    public ValueTask<Incident?> FindAsync(IncidentId id, CancellationToken cancellationToken = default) => inner.FindAsync(id, cancellationToken);

    public ValueTask<Incident?> FindByReferenceAsync(string reference, CancellationToken cancellationToken = default) =>
        inner.FindByReferenceAsync(reference, cancellationToken);

    public ValueTask<ImmutableArray<IncidentEvent>> ReadEventsAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        inner.ReadEventsAsync(id, cancellationToken);

    public ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken = default) => inner.NextDueAsync(cancellationToken);

    public ValueTask<Instant?> NextOutboxDueAsync(ImmutableArray<string> exceptChannels, CancellationToken cancellationToken = default) =>
        inner.NextOutboxDueAsync(exceptChannels, cancellationToken);

    public ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
        inner.ClaimDueAsync(claim, cancellationToken);

    public ValueTask PostponeAsync(DueSubject subject, Instant until, CancellationToken cancellationToken = default) =>
        inner.PostponeAsync(subject, until, cancellationToken);

    public ValueTask<ImmutableArray<OutboxRow>> ClaimOutboxAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
        inner.ClaimOutboxAsync(claim, cancellationToken);

    public ValueTask ExtendLeaseAsync(string row, Instant until, CancellationToken cancellationToken = default) =>
        inner.ExtendLeaseAsync(row, until, cancellationToken);

    public ValueTask<StoreHealth> ReadHealthAsync(Instant now, CancellationToken cancellationToken = default) => inner.ReadHealthAsync(now, cancellationToken);

    public ValueTask<ImmutableArray<OutboxRow>> ReadOutboxAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        inner.ReadOutboxAsync(id, cancellationToken);

    public ValueTask<ImmutableArray<StoredSubject>> ReadSubjectsAsync(SubjectKind kind, CancellationToken cancellationToken = default) =>
        inner.ReadSubjectsAsync(kind, cancellationToken);

    public ValueTask SavePlaybookAsync(string hash, ReadOnlyMemory<byte> canonicalForm, CancellationToken cancellationToken = default) =>
        inner.SavePlaybookAsync(hash, canonicalForm, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> ReadPlaybookAsync(string hash, CancellationToken cancellationToken = default) =>
        inner.ReadPlaybookAsync(hash, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
