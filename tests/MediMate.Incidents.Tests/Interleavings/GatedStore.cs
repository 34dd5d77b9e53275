using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>
/// The store as one node sees it, with gates before what it does and before its answer. Where the story wants an optimistic store, there is a gate between
/// reading and committing as well: where somebody else's commit came between, it reads anew and asks for the decision again.
/// </summary>
internal sealed class GatedStore(Node node) : IIncidentStore
{
    private InMemoryIncidentStore Inner => Stage.Store;

    private Stage Stage => node.Stage;

    public async ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default)
    {
        var request = Assert.Single(requests);
        var subject = request.Row ?? (request.Id is { } id ? Stage.ReferenceOf(id) : request.Key);
        await PassAsync("load", subject);
        var (read, made) = await ReadAsync(requests, decide, cancellationToken);
        while (!made.IsNone)
        {
            if (Stage.Story.IsOptimistic)
            {
                await PassAsync("commit", subject);
            }

            if (await CommitAsync(requests, read, made, cancellationToken))
            {
                Stage.Journal.Add(new Committed(node.Name, Stage.Now, made));
                await AnswerAsync("commit", subject);
                return [StoreResult.Committed];
            }

            Stage.Conflicts++;
            (read, made) = await ReadAsync(requests, decide, cancellationToken);
        }

        await AnswerAsync("load", subject);
        return [StoreResult.NotCommitted];
    }

    public ValueTask<Incident?> FindAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        ReadAsync("find", Stage.ReferenceOf(id), () => Inner.FindAsync(id, cancellationToken));

    public ValueTask<Incident?> FindByReferenceAsync(string reference, CancellationToken cancellationToken = default) =>
        ReadAsync("find", reference, () => Inner.FindByReferenceAsync(reference, cancellationToken));

    public ValueTask<ImmutableArray<IncidentEvent>> ReadEventsAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        ReadAsync("read events", Stage.ReferenceOf(id), () => Inner.ReadEventsAsync(id, cancellationToken));

    public ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken = default) =>
        ReadAsync("next due", subject: null, () => Inner.NextDueAsync(cancellationToken));

    public ValueTask<Instant?> NextOutboxDueAsync(ImmutableArray<string> exceptChannels, CancellationToken cancellationToken = default) =>
        ReadAsync("next of the outbox", subject: null, () => Inner.NextOutboxDueAsync(exceptChannels, cancellationToken));

    public ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
        ReadAsync("claim due", subject: null, () => Inner.ClaimDueAsync(claim, cancellationToken));

    public ValueTask<ImmutableArray<OutboxRow>> ClaimOutboxAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
        ReadAsync("claim rows", subject: null, () => Inner.ClaimOutboxAsync(claim, cancellationToken));

    public ValueTask<ImmutableArray<OutboxRow>> ReadOutboxAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        ReadAsync("read rows", Stage.ReferenceOf(id), () => Inner.ReadOutboxAsync(id, cancellationToken));

    public ValueTask<ImmutableArray<StoredSubject>> ReadSubjectsAsync(SubjectKind kind, CancellationToken cancellationToken = default) =>
        ReadAsync("read", kind.ToString(), () => Inner.ReadSubjectsAsync(kind, cancellationToken));

    public ValueTask<StoreHealth> ReadHealthAsync(Instant now, CancellationToken cancellationToken = default) =>
        ReadAsync("read health", subject: null, () => Inner.ReadHealthAsync(now, cancellationToken));

    public ValueTask<ReadOnlyMemory<byte>?> ReadPlaybookAsync(string hash, CancellationToken cancellationToken = default) =>
        ReadAsync("read playbook", subject: null, () => Inner.ReadPlaybookAsync(hash, cancellationToken));

    public async ValueTask PostponeAsync(DueSubject subject, Instant until, CancellationToken cancellationToken = default)
    {
        await PassAsync("postpone", subject.Kind.ToString());
        await Inner.PostponeAsync(subject, until, cancellationToken);
        await AnswerAsync("postpone", subject.Kind.ToString());
    }

    public async ValueTask ExtendLeaseAsync(string row, Instant until, CancellationToken cancellationToken = default)
    {
        await PassAsync("extend", row);
        await Inner.ExtendLeaseAsync(row, until, cancellationToken);
        await AnswerAsync("extend", row);
    }

    public async ValueTask SavePlaybookAsync(string hash, ReadOnlyMemory<byte> canonicalForm, CancellationToken cancellationToken = default)
    {
        await PassAsync("save playbook", subject: null);
        await Inner.SavePlaybookAsync(hash, canonicalForm, cancellationToken);
        await AnswerAsync("save playbook", subject: null);
    }

    private async ValueTask<(StoreLoaded Read, StoreDecision Made)> ReadAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken)
    {
        StoreLoaded? read = null;
        var made = StoreDecision.None;
        await Inner.ExecuteAsync(
            requests,
            (request, loaded) =>
            {
                read = loaded;
                made = decide(request, loaded);
                return StoreDecision.None;
            },
            cancellationToken);
        return (read!, made);
    }

    /// <summary>Commits what was decided, if what it rests on is still so.</summary>
    private async ValueTask<bool> CommitAsync(ImmutableArray<StoreRequest> requests, StoreLoaded read, StoreDecision made, CancellationToken cancellationToken)
    {
        var isSame = false;
        await Inner.ExecuteAsync(
            requests,
            (_, loaded) =>
            {
                isSame = IsSame(read, loaded);
                return isSame ? made : StoreDecision.None;
            },
            cancellationToken);
        return isSame;
    }

    /// <summary>Tells whether nothing of what was read has changed: the store in memory gives what is the same as the same object.</summary>
    private static bool IsSame(StoreLoaded read, StoreLoaded now) =>
        ReferenceEquals(read.Incident, now.Incident)
        && ReferenceEquals(read.LastHolder, now.LastHolder)
        && ReferenceEquals(read.Beside, now.Beside)
        && ReferenceEquals(read.Row, now.Row)
        && ReferenceEquals(read.Receipt, now.Receipt)
        && read.NextNumber == now.NextNumber
        && IsSame(read.KeyHolders, now.KeyHolders)
        && IsSame(read.Siblings, now.Siblings)
        && IsSame(read.Bundled, now.Bundled)
        && IsSame(read.BundledIncidents, now.BundledIncidents)
        && IsSame(read.Subjects, now.Subjects);

    private static bool IsSame<T>(ImmutableArray<T> read, ImmutableArray<T> now)
        where T : class
    {
        if (read.Length != now.Length)
        {
            return false;
        }

        for (var i = 0; i < read.Length; i++)
        {
            if (!ReferenceEquals(read[i], now[i]))
            {
                return false;
            }
        }

        return true;
    }

    private async ValueTask<T> ReadAsync<T>(string step, string? subject, Func<ValueTask<T>> read)
    {
        await PassAsync(step, subject);
        var found = await read();
        await AnswerAsync(step, subject);
        return found;
    }

    private Task PassAsync(string step, string? subject) => Stage.Gates.PassAsync(node.Name, step, subject);

    /// <summary>What is done is done; only the caller does not know yet.</summary>
    private Task AnswerAsync(string step, string? subject) => Stage.Gates.PassAsync(node.Name, $"answer to {step}", subject, isLocal: true);
}
