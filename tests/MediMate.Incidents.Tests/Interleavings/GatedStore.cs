using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>
/// The store as one node sees it, with gates before what it reads, between reading and committing, and between a commit and its answer. It commits as an
/// optimistic store does: where somebody else's commit came between, it reads anew and asks for the decision again.
/// </summary>
internal sealed class GatedStore(string node, Stage stage) : IIncidentStore
{
    private IIncidentStore Inner => stage.Store;

    public async ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default)
    {
        var subject = requests[0].Row ?? (requests[0].Id is { } id ? stage.ReferenceOf(id) : requests[0].Key);
        await PassAsync("load", subject);
        while (true)
        {
            StoreLoaded? read = null;
            var made = StoreDecision.None;
            var undecided = await Inner.ExecuteAsync(
                [Assert.Single(requests)],
                (request, loaded) =>
                {
                    read = loaded;
                    made = decide(request, loaded);
                    return StoreDecision.None;
                },
                cancellationToken);
            if (made.IsNone)
            {
                await AnswerAsync("load", subject);
                return undecided;
            }

            await PassAsync("commit", subject);
            var isStale = false;
            var committed = await Inner.ExecuteAsync(
                requests,
                (_, loaded) =>
                {
                    isStale = !IsSame(read!, loaded);
                    return isStale ? StoreDecision.None : made;
                },
                cancellationToken);
            if (!isStale)
            {
                stage.Journal.Add(new Committed(node, stage.Now, made));
                await AnswerAsync("commit", subject);
                return committed;
            }

            stage.Conflicts++;
        }
    }

    public ValueTask<Incident?> FindAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        ReadAsync("find", stage.ReferenceOf(id), () => Inner.FindAsync(id, cancellationToken));

    public ValueTask<Incident?> FindByReferenceAsync(string reference, CancellationToken cancellationToken = default) =>
        ReadAsync("find", reference, () => Inner.FindByReferenceAsync(reference, cancellationToken));

    public ValueTask<ImmutableArray<IncidentEvent>> ReadEventsAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        ReadAsync("read events", stage.ReferenceOf(id), () => Inner.ReadEventsAsync(id, cancellationToken));

    public ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken = default) =>
        ReadAsync("next due", subject: null, () => Inner.NextDueAsync(cancellationToken));

    public ValueTask<Instant?> NextOutboxDueAsync(ImmutableArray<string> exceptChannels, CancellationToken cancellationToken = default) =>
        ReadAsync("next of the outbox", subject: null, () => Inner.NextOutboxDueAsync(exceptChannels, cancellationToken));

    public ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
        ReadAsync("claim due", subject: null, () => Inner.ClaimDueAsync(claim, cancellationToken));

    public ValueTask<ImmutableArray<OutboxRow>> ClaimOutboxAsync(StoreClaim claim, CancellationToken cancellationToken = default) =>
        ReadAsync("claim rows", subject: null, () => Inner.ClaimOutboxAsync(claim, cancellationToken));

    public ValueTask<ImmutableArray<OutboxRow>> ReadOutboxAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        ReadAsync("read rows", stage.ReferenceOf(id), () => Inner.ReadOutboxAsync(id, cancellationToken));

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

    private Task PassAsync(string step, string? subject) => stage.Gates.PassAsync(node, step, subject);

    /// <summary>What is done is done; only the caller does not know yet.</summary>
    private Task AnswerAsync(string step, string? subject) => stage.Gates.PassAsync(node, $"answer to {step}", subject, isLocal: true);
}
