using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>The subjects and receipts of a group of commands: as they were loaded, and as the decisions so far have left them.</summary>
internal sealed class SubjectGroup
{
    private readonly Dictionary<SubjectName, SubjectSlot> _subjects = [];
    private readonly HashSet<SubjectName> _stored = [];
    private readonly Dictionary<Guid, StoreReceipt> _receipts = [];

    /// <summary>Gets the subjects that changed, in an order that is the same for every transaction.</summary>
    public IEnumerable<SubjectSlot> Changed =>
        _subjects.Values.Where(slot => slot.IsChanged).OrderBy(slot => slot.Name.Kind).ThenBy(slot => slot.Name.Id);

    /// <summary>Gets the receipts to be written.</summary>
    public Dictionary<Guid, StoreReceipt> NewReceipts { get; } = [];

    public bool HasChanges => NewReceipts.Count > 0 || _subjects.Values.Any(slot => slot.IsChanged);

    public SubjectSlot? Find(SubjectName name) => _subjects.GetValueOrDefault(name);

    public StoreReceipt? FindReceipt(Guid id) => NewReceipts.GetValueOrDefault(id) ?? _receipts.GetValueOrDefault(id);

    /// <summary>Adds a subject that was read. What was read under a lock counts before what was not, and what changed before both.</summary>
    public void Add(SubjectSlot slot)
    {
        if (Find(slot.Name) is not { } known || (slot.IsLocked && !known.IsLocked))
        {
            _subjects[slot.Name] = slot;
        }
    }

    /// <summary>Notes that a subject has a row, whether it could be locked or not.</summary>
    public void AddStored(SubjectName name) => _stored.Add(name);

    public void Add(Guid id, StoreReceipt receipt) => _receipts[id] = receipt;

    /// <summary>Tells whether a subject could not be locked, because another transaction has.</summary>
    public bool IsElsewhere(SubjectName name) => _stored.Contains(name) && Find(name) is not { IsLocked: true };

    /// <summary>Puts together what a request asked for.</summary>
    public ImmutableArray<StoredSubject> Load(StoreRequest request, ReadOnlySpan<IncidentSlot?> incidents)
    {
        if (_subjects.Count == 0)
        {
            return [];
        }

        var found = new HashSet<SubjectSlot>();
        foreach (var name in request.Subjects)
        {
            AddTo(found, name);
        }

        if (request.WithTallies)
        {
            foreach (var incident in incidents)
            {
                if (incident is not null)
                {
                    AddTo(found, TallyOf(incident.Id));
                }
            }
        }

        if (request.WithOpen is { } kind)
        {
            found.UnionWith(_subjects.Values.Where(slot => slot.Name.Kind == kind && slot.Subject?.NextDueAt is not null));
        }

        return found.Count == 0 ? [] : [.. found.OrderBy(slot => slot.Number).Select(slot => slot.Subject!)];
    }

    /// <summary>Sees whether a decision fits what is kept.</summary>
    /// <exception cref="IncidentStoreException">It does not.</exception>
    public void Check(StoreDecision decision)
    {
        foreach (var change in decision.Subjects)
        {
            var current = Find(change.After.Name)?.Version ?? 0;
            if (current != change.ExpectedVersion)
            {
                throw StoreFailures.Stale(change, current);
            }
        }

        if (decision.Receipt is { } receipt && FindReceipt(NameHash.Of(receipt.Key)) is { } kept && kept.ExpiresAt > receipt.At)
        {
            throw StoreFailures.ReceiptKept(receipt);
        }
    }

    /// <summary>Takes a decision over that was checked.</summary>
    public void Apply(StoreDecision decision)
    {
        foreach (var change in decision.Subjects)
        {
            if (Find(change.After.Name) is not { } slot)
            {
                // Its row cannot be there: if it is after all, the writing finds out.
                slot = new SubjectSlot(change.After.Name) { IsLocked = true };
                _subjects.Add(slot.Name, slot);
            }

            slot.Subject = change.IsRemoved ? null : change.After;
            slot.IsRowRemoved |= change.IsRemoved && slot.IsStored;
            slot.IsChanged = true;
        }

        if (decision.Receipt is { } receipt)
        {
            NewReceipts[NameHash.Of(receipt.Key)] = receipt;
        }
    }

    public static SubjectName TallyOf(IncidentId id) => new() { Kind = SubjectKind.SignalTally, Id = id.Value };

    private void AddTo(HashSet<SubjectSlot> found, SubjectName name)
    {
        if (Find(name) is { Subject: not null } slot)
        {
            found.Add(slot);
        }
    }
}
