using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The store of a process that keeps nothing beyond its own life: for tests, samples and trying things out.</summary>
/// <remarks>The same contract as a durable store, one commit at a time. Safe for any number of threads.</remarks>
public sealed partial class InMemoryIncidentStore : IIncidentStore, IIncidentQueries
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IncidentId, IncidentEntry> _incidents = [];
    private readonly Dictionary<string, IncidentEntry> _byReference = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IncidentEntry> _inOrder = [];
    private readonly Dictionary<string, KeyEntry> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RowEntry> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<RowEntry>> _bundles = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _playbooks = new(StringComparer.Ordinal);
    private readonly PriorityQueue<DueEntry, (Instant DueAt, long Number)> _due = new();
    private readonly PriorityQueue<RowEntry, (Instant DueAt, long Number)> _outbox = new();
    private long _nextNumber = 1;
    private long _nextRowNumber;

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(
        ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decide);
        cancellationToken.ThrowIfCancellationRequested();
        var results = new StoreResult[requests.Length];
        Exception? failure = null;
        lock (_gate)
        {
            for (var i = 0; i < results.Length; i++)
            {
                try
                {
                    results[i] = Execute(requests[i], decide);
                }
#pragma warning disable CA1031 // What one request meets fails no other one: it is thrown when the rest is committed.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    failure ??= exception;
                }
            }
        }

        return failure is null
            ? ValueTask.FromResult(ImmutableCollectionsMarshal.AsImmutableArray(results))
            : ValueTask.FromException<ImmutableArray<StoreResult>>(failure);
    }

    /// <inheritdoc/>
    public ValueTask<Incident?> FindAsync(IncidentId id, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_incidents.GetValueOrDefault(id)?.Snapshot);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Incident?> FindByReferenceAsync(string reference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        lock (_gate)
        {
            return ValueTask.FromResult(_byReference.GetValueOrDefault(reference)?.Snapshot);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<IncidentEvent>> ReadEventsAsync(IncidentId id, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_incidents.TryGetValue(id, out var entry) ? [.. entry.Events] : ImmutableArray<IncidentEvent>.Empty);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<OutboxRow>> ReadOutboxAsync(IncidentId id, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(
                _incidents.TryGetValue(id, out var entry) ? [.. entry.Rows.Select(row => row.Row)] : ImmutableArray<OutboxRow>.Empty);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(PeekDue()?.DueAt);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Instant?> NextOutboxDueAsync(ImmutableArray<string> exceptChannels, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (exceptChannels.IsDefaultOrEmpty)
            {
                return ValueTask.FromResult(PeekOutbox()?.DueAt);
            }

            // Rare: a channel has as many messages on their way as it may. Its waiting ones would hide what comes after them.
            return ValueTask.FromResult(_rows.Values.Where(entry => entry.DueAt is not null && !IsExcepted(entry, exceptChannels)).Min(entry => entry.DueAt));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        cancellationToken.ThrowIfCancellationRequested();
        var claimed = ImmutableArray.CreateBuilder<DueSubject>();
        lock (_gate)
        {
            while (claimed.Count < claim.Limit && PeekDue() is { } entry && entry.DueAt <= claim.Now)
            {
                _due.Dequeue();
                CountAttempt(entry);
                claimed.Add(new DueSubject { Kind = entry.Kind, Id = entry.Id, Attempts = entry.Attempts });
                Schedule(entry, Instant.Max(claim.LeasedUntil, claim.Now + Duration.Epsilon));
            }
        }

        return ValueTask.FromResult(claimed.DrainToImmutable());
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<OutboxRow>> ClaimOutboxAsync(StoreClaim claim, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        cancellationToken.ThrowIfCancellationRequested();
        var claimed = ImmutableArray.CreateBuilder<OutboxRow>();
        var left = new List<RowEntry>();
        lock (_gate)
        {
            while (claimed.Count < claim.Limit && PeekOutbox() is { } entry && entry.DueAt <= claim.Now)
            {
                _outbox.Dequeue();
                if (IsExcepted(entry, claim.ExceptChannels))
                {
                    left.Add(entry);
                }
                else
                {
                    claimed.Add(entry.Row);
                    Schedule(entry, Instant.Max(claim.LeasedUntil, claim.Now + Duration.Epsilon));
                }
            }

            foreach (var entry in left)
            {
                Schedule(entry, entry.DueAt!.Value);
            }
        }

        return ValueTask.FromResult(claimed.DrainToImmutable());
    }

    /// <inheritdoc/>
    public ValueTask PostponeAsync(DueSubject subject, Instant until, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            // A commit in between set the count back: the subject moved on and is due when it says.
            if (Find(subject) is { } entry && entry.Attempts == subject.Attempts)
            {
                Schedule(entry, until);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ExtendLeaseAsync(string row, Instant until, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_rows.TryGetValue(row, out var entry) && entry.DueAt < until)
            {
                Schedule(entry, until);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IncidentPage> ListAsync(IncidentQuery query, CancellationToken cancellationToken = default)
    {
        var before = QueryCheck.Before(query);
        ImmutableArray<string> words = query.Text is { } text ? QueryTerms.Asked(text) : [];
        lock (_gate)
        {
            var found = ImmutableArray.CreateBuilder<Incident>();
            var last = 0L;
            for (var i = _inOrder.Count - 1; i >= 0; i--)
            {
                var entry = _inOrder[i];
                if (entry.Number < before && Fits(entry, query, words))
                {
                    if (found.Count == query.Limit)
                    {
                        return ValueTask.FromResult(new IncidentPage { Incidents = found.DrainToImmutable(), Next = QueryCheck.Mark(last) });
                    }

                    found.Add(entry.Snapshot);
                    last = entry.Number;
                }
            }

            return ValueTask.FromResult(new IncidentPage { Incidents = found.DrainToImmutable() });
        }
    }

    /// <inheritdoc/>
    public ValueTask SavePlaybookAsync(string hash, ReadOnlyMemory<byte> canonicalForm, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _playbooks.TryAdd(hash, canonicalForm);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadPlaybookAsync(string hash, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_playbooks.TryGetValue(hash, out var bytes) ? bytes : default(ReadOnlyMemory<byte>?));

    private static bool IsExcepted(RowEntry entry, ImmutableArray<string> channels) =>
        entry.Row is OutboxMessage message && channels.Contains(message.Channel, StringComparer.OrdinalIgnoreCase);

    private static bool Fits(IncidentEntry entry, IncidentQuery query, ImmutableArray<string> words)
    {
        var incident = entry.Snapshot;
        return (query.IsOpen is not { } open || open == !incident.Phase.IsEnded())
            && (query.Level is null || query.Level == incident.Severity.Level)
            && (query.OverdueAt is not { } at || (!incident.Phase.IsEnded() && incident.OverdueFrom <= at))
            && (query.AcknowledgedBy is null || (incident.IsAcknowledged && incident.Acknowledgement!.By == query.AcknowledgedBy))
            && (query.DeclaredFrom is not { } from || incident.DeclaredAt >= from)
            && (query.DeclaredBefore is not { } until || incident.DeclaredAt < until)
            && (query.Label is null || entry.Terms.Contains(QueryTerms.OfLabel(query.Label)))
            && words.All(word => entry.Terms.Any(term => term.StartsWith(word, StringComparison.Ordinal)));
    }

    private StoreResult Execute(StoreRequest request, StoreDecide decide)
    {
        var decision = decide(request, Load(request));
        if (decision.IsNone)
        {
            return StoreResult.NotCommitted;
        }

        Commit(decision);
        return StoreResult.Committed;
    }

    private StoreLoaded Load(StoreRequest request)
    {
        var row = request.Row is { } rowKey ? _rows.GetValueOrDefault(rowKey) : null;
        var key = request.Key is { } name ? _keys.GetValueOrDefault(name) : null;
        var entry = row?.Owner ?? key?.Holder ?? (request.Id is { } id ? _incidents.GetValueOrDefault(id) : null);
        var lastHolder = entry is null ? key?.LastHolder : null;
        var beside = request.Beside is { } second ? _incidents.GetValueOrDefault(second) : null;
        var bundled = RowsOfBundle(request.Bundle);
        return new StoreLoaded
        {
            Incident = entry?.Snapshot,
            LastHolder = lastHolder?.Snapshot,
            Beside = beside?.Snapshot,
            KeyHolders = HoldersOf([entry ?? lastHolder, beside], request),
            Row = row?.Row,
            Siblings = row is null ? [] : SiblingsOf(row),
            Bundled = [.. bundled.Select(other => (OutboxMessage)other.Row)],
            BundledIncidents = [.. bundled.Where(other => other.Row.IsPending).Select(other => other.Owner).Distinct().Select(owner => owner.Snapshot)],
            Subjects = SubjectsOf(request, [entry, lastHolder, beside]),
            Receipt = request.Receipt is { } receipt ? _receipts.GetValueOrDefault(receipt) : null,
            NextNumber = entry is null && request is { Id: null, Row: null } ? _nextNumber : 0,
        };
    }

    private static ImmutableArray<OutboxRow> SiblingsOf(RowEntry row) =>
        [.. row.Owner.Rows.Where(other => other != row && other.Row.Cause == row.Row.Cause).Select(other => other.Row)];

    private ImmutableArray<Incident> HoldersOf(ReadOnlySpan<IncidentEntry?> owners, StoreRequest request)
    {
        if (!request.WithKeyHolders && request.AlsoKey is null)
        {
            return [];
        }

        List<string> keys = request.AlsoKey is { } also ? [also] : [];
        foreach (var owner in owners)
        {
            keys.AddRange(request.WithKeyHolders && owner is not null ? owner.Snapshot.Keys.Select(key => key.Key) : []);
        }

        var first = owners[0];
        return
        [
            .. keys.Select(key => _keys.GetValueOrDefault(key)?.Holder)
                .OfType<IncidentEntry>()
                .Where(holder => holder != first)
                .Distinct()
                .Select(holder => holder.Snapshot),
        ];
    }

    private void Commit(StoreDecision decision)
    {
        // Everything that can refuse comes before the first change: all of it is committed, or nothing.
        var taken = decision.Changes.Length > 1 ? new HashSet<string>(StringComparer.Ordinal) : null;
        foreach (var change in decision.Changes)
        {
            var current = _incidents.GetValueOrDefault(change.After.Id)?.Snapshot.Version ?? 0;
            if (current != change.ExpectedVersion)
            {
                throw new IncidentStoreException(
                    $"MMI3003: {change.After.Reference} is at version {current}, not {change.ExpectedVersion}: another commit came first.");
            }

            foreach (var key in change.HeldKeys)
            {
                if (taken?.Add(key) == false)
                {
                    throw new IncidentStoreException($"MMI3004: the key \"{key}\" would be held by {change.After.Reference} and by another incident of the same commit.");
                }

                if (_keys.GetValueOrDefault(key)?.Holder is { } holder && holder.Snapshot.Id != change.After.Id && !Releases(decision, holder, key))
                {
                    throw new IncidentStoreException($"MMI3004: the key \"{key}\" is held by {holder.Snapshot.Reference}.");
                }
            }
        }

        CheckSubjects(decision);
        foreach (var change in decision.Changes)
        {
            Commit(change);
        }

        foreach (var row in decision.Rows)
        {
            Commit(row);
        }

        CommitSubjects(decision);
    }

    private static bool Releases(StoreDecision decision, IncidentEntry holder, string key) =>
        decision.Changes.Any(change => change.After.Id == holder.Snapshot.Id && !change.HeldKeys.Contains(key));

    private void Commit(IncidentChange change)
    {
        if (!_incidents.TryGetValue(change.After.Id, out var entry))
        {
            entry = new IncidentEntry(change.After, _nextNumber++);
            _incidents.Add(change.After.Id, entry);
            _byReference.Add(change.After.Reference, entry);
            _inOrder.Add(entry);
        }

        var before = change.ExpectedVersion == 0 ? null : entry.Snapshot;
        entry.Snapshot = change.After;
        Count(entry, before);
        entry.Events.AddRange(change.Events);
        ForgetAttempts(entry);
        if (entry.DueAt != change.NextDueAt)
        {
            Schedule(entry, change.NextDueAt);
        }

        foreach (var key in entry.HeldKeys)
        {
            // Where the key moves, the one that takes it may have been committed before the one that gives it.
            if (!change.HeldKeys.Contains(key) && _keys[key].Holder == entry)
            {
                _keys[key] = new KeyEntry(Holder: null, entry);
            }
        }

        foreach (var key in change.HeldKeys)
        {
            if (_keys.GetValueOrDefault(key)?.Holder != entry)
            {
                _keys[key] = new KeyEntry(entry, entry);
            }
        }

        entry.HeldKeys = change.HeldKeys;
    }

    private void Commit(OutboxRow row)
    {
        if (!_rows.TryGetValue(row.Key, out var entry))
        {
            entry = new RowEntry(row, _incidents[row.IncidentId], _nextRowNumber++);
            _rows.Add(row.Key, entry);
            entry.Owner.Rows.Add(entry);
        }

        entry.Row = row;
        Index(entry);
        if (entry.DueAt != row.DueAt)
        {
            Schedule(entry, row.DueAt);
        }
    }

    /// <summary>Finds the row under its bundle from now on. It stays where it was found before: who looks there looks at the row itself too.</summary>
    private void Index(RowEntry entry)
    {
        if ((entry.Row as OutboxMessage)?.Bundle is not { } bundle)
        {
            return;
        }

        if (!_bundles.TryGetValue(bundle, out var rows))
        {
            _bundles.Add(bundle, rows = []);
        }

        rows.Add(entry);
    }

    private ImmutableArray<RowEntry> RowsOfBundle(string? bundle) => bundle is null || !_bundles.TryGetValue(bundle, out var rows)
        ? []
        : [.. rows.Where(entry => ((OutboxMessage)entry.Row).Bundle == bundle).OrderBy(entry => entry.Number)];

    // An entry is queued anew for each change of its instant; those that no longer say the truth are dropped when they come up.
    private void Schedule(DueEntry entry, Instant? dueAt)
    {
        entry.DueAt = dueAt;
        if (dueAt is { } due)
        {
            _due.Enqueue(entry, (due, entry.Number));
        }
    }

    private void Schedule(RowEntry entry, Instant? dueAt)
    {
        entry.DueAt = dueAt;
        if (dueAt is { } due)
        {
            _outbox.Enqueue(entry, (due, entry.Number));
        }
    }

    private DueEntry? PeekDue()
    {
        while (_due.TryPeek(out var entry, out var priority))
        {
            if (entry.DueAt == priority.DueAt)
            {
                return entry;
            }

            _due.Dequeue();
        }

        return null;
    }

    private RowEntry? PeekOutbox()
    {
        while (_outbox.TryPeek(out var entry, out var priority))
        {
            if (entry.DueAt == priority.DueAt)
            {
                return entry;
            }

            _outbox.Dequeue();
        }

        return null;
    }

    private sealed record KeyEntry(IncidentEntry? Holder, IncidentEntry LastHolder);

    /// <summary>Something that falls due. What is due at the same instant comes in the order of the numbers.</summary>
    private abstract class DueEntry(long number)
    {
        public abstract SubjectKind Kind { get; }

        public abstract Guid Id { get; }

        public long Number { get; } = number;

        public Instant? DueAt { get; set; }

        public int Attempts { get; set; }
    }

    private sealed class IncidentEntry(Incident snapshot, long number)
        : DueEntry(number)
    {
        public override SubjectKind Kind => SubjectKind.Incident;

        public override Guid Id => Snapshot.Id.Value;

        public Incident Snapshot { get; set; } = snapshot;

        public List<IncidentEvent> Events { get; } = [];

        public List<RowEntry> Rows { get; } = [];

        public ImmutableArray<string> HeldKeys { get; set; } = [];

        /// <summary>Gets what the incident is found by: taken when it is first asked for, as summary and labels do not change.</summary>
        public FrozenSet<string> Terms => field ??= QueryTerms.Of(Snapshot).ToFrozenSet(StringComparer.Ordinal);
    }

    private sealed class RowEntry(OutboxRow row, IncidentEntry owner, long number)
    {
        public OutboxRow Row { get; set; } = row;

        public IncidentEntry Owner { get; } = owner;

        public long Number { get; } = number;

        public Instant? DueAt { get; set; }
    }
}
