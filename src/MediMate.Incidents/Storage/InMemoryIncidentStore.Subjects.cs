using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <content>Subjects that are no incidents, and receipts of commands.</content>
public sealed partial class InMemoryIncidentStore
{
    /// <summary>What is due at the same instant comes after the incidents, in the order in which it was first put in.</summary>
    private const long FirstSubjectNumber = long.MaxValue / 2;

    /// <summary>More receipts than this are not removed in one commit: no command waits for many.</summary>
    private const int MostReceiptsRemoved = 16;

    private readonly Dictionary<SubjectName, SubjectEntry> _subjects = [];
    private readonly Dictionary<string, StoreReceipt> _receipts = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, Instant> _expiring = new();
    private long _nextSubjectNumber = FirstSubjectNumber;

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<StoredSubject>> ReadSubjectsAsync(SubjectKind kind, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return ValueTask.FromResult(InOrder(_subjects.Values.Where(entry => entry.Kind == kind)));
        }
    }

    private static ImmutableArray<StoredSubject> InOrder(IEnumerable<SubjectEntry> entries) => [.. entries.OrderBy(entry => entry.Number).Select(entry => entry.Subject)];

    private DueEntry? Find(DueSubject subject) => subject.Kind == SubjectKind.Incident
        ? _incidents.GetValueOrDefault(new IncidentId(subject.Id))
        : _subjects.GetValueOrDefault(new SubjectName { Kind = subject.Kind, Id = subject.Id });

    private ImmutableArray<StoredSubject> SubjectsOf(StoreRequest request, ReadOnlySpan<IncidentEntry?> incidents)
    {
        // The usual case allocates nothing.
        if (_subjects.Count == 0 || (request.Subjects.IsEmpty && !request.WithTallies && request.WithOpen is null))
        {
            return [];
        }

        var found = new HashSet<SubjectEntry>();
        foreach (var name in request.Subjects)
        {
            AddIfKept(name);
        }

        if (request.WithTallies)
        {
            foreach (var incident in incidents)
            {
                if (incident is not null)
                {
                    AddIfKept(new SubjectName { Kind = SubjectKind.SignalTally, Id = incident.Id });
                }
            }
        }

        if (request.WithOpen is { } kind)
        {
            found.UnionWith(_subjects.Values.Where(entry => entry.Kind == kind && entry.Subject.NextDueAt is not null));
        }

        return InOrder(found);

        void AddIfKept(SubjectName name)
        {
            if (_subjects.TryGetValue(name, out var entry))
            {
                found.Add(entry);
            }
        }
    }

    private void CheckSubjects(StoreDecision decision)
    {
        foreach (var change in decision.Subjects)
        {
            var current = _subjects.GetValueOrDefault(change.After.Name)?.Subject.Version ?? 0;
            if (current != change.ExpectedVersion)
            {
                throw new IncidentStoreException(
                    $"MMI3003: the {change.After.Kind} {change.After.Id} is at version {current}, not {change.ExpectedVersion}: another commit came first.");
            }
        }

        if (decision.Receipt is { } receipt && _receipts.GetValueOrDefault(receipt.Key) is { } kept && kept.ExpiresAt > receipt.At)
        {
            throw new IncidentStoreException($"MMI3003: the idempotency key \"{receipt.Key}\" has a receipt already: another commit came first.");
        }
    }

    private void CommitSubjects(StoreDecision decision)
    {
        foreach (var change in decision.Subjects)
        {
            Commit(change);
        }

        if (decision.Receipt is { } receipt)
        {
            _receipts[receipt.Key] = receipt;
            _expiring.Enqueue(receipt.Key, receipt.ExpiresAt);
            RemoveExpired(receipt.At);
        }
    }

    private void Commit(SubjectChange change)
    {
        var name = change.After.Name;
        if (!_subjects.TryGetValue(name, out var entry))
        {
            entry = new SubjectEntry(change.After, _nextSubjectNumber++);
            _subjects.Add(name, entry);
        }

        entry.Subject = change.After;
        ForgetAttempts(entry);
        var dueAt = change.IsRemoved ? null : change.After.NextDueAt;
        if (entry.DueAt != dueAt)
        {
            Schedule(entry, dueAt);
        }

        if (change.IsRemoved)
        {
            _subjects.Remove(name);
        }
    }

    private void RemoveExpired(Instant now)
    {
        for (var i = 0; i < MostReceiptsRemoved && _expiring.TryPeek(out var key, out var expiresAt) && expiresAt <= now; i++)
        {
            _expiring.Dequeue();

            // The key may have been used again since.
            if (_receipts.GetValueOrDefault(key)?.ExpiresAt == expiresAt)
            {
                _receipts.Remove(key);
            }
        }
    }

    private sealed class SubjectEntry(StoredSubject subject, long number)
        : DueEntry(number)
    {
        public override SubjectKind Kind => Subject.Kind;

        public override Guid Id => Subject.Id;

        public StoredSubject Subject { get; set; } = subject;
    }
}
