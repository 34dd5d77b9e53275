using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What a transaction has loaded and decided so far: the working memory of a group of commands.</summary>
internal sealed class CommandGroup
{
    private readonly Dictionary<IncidentId, IncidentSlot> _incidents = [];
    private readonly Dictionary<Guid, KeySlot> _keys = [];
    private readonly Dictionary<Guid, RowSlot> _rows = [];

    /// <summary>The rows of a cause, in the order in which they were written.</summary>
    private readonly Dictionary<(IncidentId Incident, long Cause), List<RowSlot>> _byCause = [];

    /// <summary>The rows of a bundle, in the order in which they were written.</summary>
    private readonly Dictionary<Guid, List<RowSlot>> _byBundle = [];

    public IEnumerable<IncidentSlot> Changed => _incidents.Values.Where(slot => slot.IsChanged);

    public IEnumerable<RowSlot> ChangedRows => _rows.Values.Where(row => row.IsChanged);

    /// <summary>Gets the incidents as they were loaded, where they changed.</summary>
    public Dictionary<IncidentId, Incident> Before { get; } = [];

    /// <summary>Gets what is loaded beside incidents and outbox rows.</summary>
    public SubjectGroup Subjects { get; } = new();

    public bool HasChanges => Subjects.HasChanges || _incidents.Values.Any(slot => slot.IsChanged) || _rows.Values.Any(row => row.IsChanged);

    public IncidentSlot? Find(IncidentId id) => _incidents.GetValueOrDefault(id);

    public KeySlot? FindKey(Guid key) => _keys.GetValueOrDefault(key);

    public RowSlot? FindRow(Guid row) => _rows.GetValueOrDefault(row);

    public void Add(IncidentSlot slot) => _incidents.TryAdd(slot.Id, slot);

    public void Add(Guid key, KeySlot slot) => _keys[key] = slot;

    public void Add(OutboxRow row)
    {
        var slot = new RowSlot(row);
        if (_rows.TryAdd(NameHash.Of(row.Key), slot))
        {
            RowsOf(row).Add(slot);
        }
    }

    /// <summary>Adds a row that was read for its bundle.</summary>
    public void AddBundled(OutboxMessage row)
    {
        Add(row);
        Index(_rows[NameHash.Of(row.Key)]);
    }

    /// <summary>Tells whether the incidents of all that is pending of a command's bundle are here. What is not is locked by another transaction.</summary>
    public bool HasIncidentsOfBundle(PendingCommand command) =>
        command.Request.Bundle is null || RowsOfBundle(command).All(row => !row.IsPending || _incidents.ContainsKey(row.IncidentId));

    /// <summary>Puts together what a request is to be decided on.</summary>
    /// <param name="command">The command.</param>
    /// <param name="number">The number that a declaration would take.</param>
    /// <returns><see langword="null"/> when something that it needs is locked by another transaction.</returns>
    public StoreLoaded? Load(PendingCommand command, long number)
    {
        var request = command.Request;
        var row = request.Row is null ? null : FindRow(command.Row);
        var key = request.Key is null ? null : FindKey(command.Key);
        var id = row?.Row.IncidentId ?? (key is null ? request.Id : key.Holder is { } holder ? new IncidentId(holder) : null);
        IncidentSlot? incident = null;
        if (id is { } known && !_incidents.TryGetValue(known, out incident) && (row is not null || key is not null))
        {
            return null;
        }

        IncidentSlot? last = null;
        if (key is { Holder: null } && !_incidents.TryGetValue(new IncidentId(key.LastHolder), out last))
        {
            return null;
        }

        var beside = request.Beside is { } second ? Find(second) : null;
        if (!TryFindHolders(incident ?? last, beside, command, out var holders)
            || request.Subjects.Any(Subjects.IsElsewhere)
            || command.AlsoLocked.Any(Subjects.IsElsewhere))
        {
            return null;
        }

        // What was held for the bundle when its incidents were locked already has its turn later.
        var bundled = request.Bundle is null ? [] : RowsOfBundle(command).Where(other => !other.IsPending || _incidents.ContainsKey(other.IncidentId)).ToImmutableArray();
        return new StoreLoaded
        {
            Incident = incident?.Snapshot,
            LastHolder = incident is null ? last?.Snapshot : null,
            Beside = beside?.Snapshot,
            KeyHolders = holders,
            Row = row?.Row,
            Siblings = row is null ? [] : [.. RowsOf(row.Row).Where(other => other != row).Select(other => other.Row)],
            Bundled = bundled,
            BundledIncidents = [.. bundled.Where(other => other.IsPending).Select(other => other.IncidentId).Distinct().Select(owner => _incidents[owner].Snapshot)],
            Subjects = Subjects.Load(request, [incident, last, beside]),
            Receipt = request.Receipt is null ? null : Subjects.FindReceipt(command.Receipt),
            NextNumber = incident is null && request is { Id: null, Row: null } ? number : 0,
        };
    }

    /// <summary>Takes a decision over: everything that can refuse comes before the first change.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="numbers">A number for each incident that it declares.</param>
    /// <exception cref="IncidentStoreException">The decision does not fit what is kept.</exception>
    public void Apply(StoreDecision decision, Queue<long> numbers)
    {
        var taken = new Dictionary<string, IncidentId>(StringComparer.Ordinal);
        foreach (var change in decision.Changes)
        {
            var current = _incidents.GetValueOrDefault(change.After.Id)?.Version ?? 0;
            if (current != change.ExpectedVersion)
            {
                throw StoreFailures.Stale(change, current);
            }

            foreach (var key in change.HeldKeys)
            {
                if (!taken.TryAdd(key, change.After.Id))
                {
                    throw StoreFailures.KeyHeld(key, decision.Changes.First(other => other.After.Id == taken[key]).After.Reference);
                }

                if (FindKey(NameHash.Of(key)) is { Holder: { } holder } && holder != change.After.Id.Value && !Releases(decision, holder, key))
                {
                    throw StoreFailures.KeyHeld(key, _incidents.GetValueOrDefault(new IncidentId(holder))?.Snapshot.Reference);
                }
            }
        }

        Subjects.Check(decision);

        // An event that cannot be written refuses too.
        var events = decision.Changes.Select(Seal).ToList();
        foreach (var (change, sealedEvents) in decision.Changes.Zip(events))
        {
            Apply(change, sealedEvents, numbers);
        }

        // Those that let go come first: a key may move within one decision.
        foreach (var change in decision.Changes)
        {
            MoveKeys(change);
        }

        foreach (var row in decision.Rows)
        {
            Apply(row);
        }

        Subjects.Apply(decision);
    }

    private static bool Releases(StoreDecision decision, Guid holder, string key) =>
        decision.Changes.Any(change => change.After.Id.Value == holder && !change.HeldKeys.Contains(key));

    private List<SealedEvent> Seal(IncidentChange change)
    {
        var head = _incidents.GetValueOrDefault(change.After.Id)?.Head ?? EventChain.Start;
        var events = new List<SealedEvent>(change.Events.Length);
        foreach (var happened in change.Events)
        {
            events.Add(EventChain.Seal(change.After.Id, happened, head));
            head = events[^1].Hash;
        }

        return events;
    }

    private void Apply(IncidentChange change, List<SealedEvent> events, Queue<long> numbers)
    {
        if (!_incidents.TryGetValue(change.After.Id, out var slot))
        {
            slot = new IncidentSlot
            {
                Id = change.After.Id,
                Number = numbers.Dequeue(),
                Snapshot = change.After,
                Version = 0,
                Head = EventChain.Start,
                Holding = NameHash.Of([]),
                IsNew = true,
            };
            _incidents.Add(slot.Id, slot);
        }
        else if (!slot.IsNew)
        {
            Before.TryAdd(slot.Id, slot.Snapshot);
        }

        slot.NewEvents.AddRange(events);
        slot.Head = events.Count > 0 ? events[^1].Hash : slot.Head;
        slot.Snapshot = change.After;
        slot.Version = change.After.Version;
        slot.NextDueAt = change.NextDueAt;
        slot.IsChanged = true;
    }

    private void MoveKeys(IncidentChange change)
    {
        var slot = _incidents[change.After.Id];
        var holding = NameHash.Of(change.HeldKeys);
        if (holding == slot.Holding)
        {
            return;
        }

        slot.Holding = holding;
        slot.NewKeys = change.HeldKeys;
        foreach (var (key, held) in _keys.Where(entry => entry.Value.Holder == slot.Id.Value).ToList())
        {
            _keys[key] = held with { Holder = null };
        }

        foreach (var key in change.HeldKeys)
        {
            _keys[NameHash.Of(key)] = new KeySlot(slot.Id.Value, slot.Id.Value);
        }
    }

    private void Apply(OutboxRow row)
    {
        var id = NameHash.Of(row.Key);
        if (!_rows.TryGetValue(id, out var slot))
        {
            slot = new RowSlot(row);
            _rows.Add(id, slot);
            RowsOf(row).Add(slot);
        }

        slot.Row = row;
        slot.IsChanged = true;
        Index(slot);
    }

    private void Index(RowSlot slot)
    {
        if ((slot.Row as OutboxMessage)?.Bundle is not { } bundle)
        {
            return;
        }

        var id = NameHash.Of(bundle);
        if (!_byBundle.TryGetValue(id, out var rows))
        {
            _byBundle.Add(id, rows = []);
        }

        if (!rows.Contains(slot))
        {
            rows.Add(slot);
        }
    }

    /// <summary>Gets the rows of a command's bundle as the decisions so far have left them.</summary>
    private IEnumerable<OutboxMessage> RowsOfBundle(PendingCommand command) => _byBundle.TryGetValue(command.Bundle, out var rows)
        ? rows.Select(slot => (OutboxMessage)slot.Row).Where(row => row.Bundle == command.Request.Bundle)
        : [];

    /// <summary>Finds the other incidents that hold keys of one or of the one beside, and the one that holds a further key.</summary>
    /// <returns><see langword="false"/> when one of them is locked by another transaction.</returns>
    private bool TryFindHolders(IncidentSlot? owner, IncidentSlot? beside, PendingCommand command, out ImmutableArray<Incident> holders)
    {
        holders = [];
        var own = new[] { owner, beside }.OfType<IncidentSlot>()
            .Where(_ => command.Request.WithKeyHolders)
            .SelectMany(slot => slot.Snapshot.Keys.Select(key => NameHash.Of(key.Key)));
        if (!command.Request.WithKeyHolders && command.Request.AlsoKey is null)
        {
            return true;
        }

        var found = ImmutableArray.CreateBuilder<Incident>();
        foreach (var key in command.Request.AlsoKey is null ? own : own.Append(command.AlsoKey))
        {
            // A key without a row is held by nobody.
            if (FindKey(key) is not { Holder: { } holder } || holder == owner?.Id.Value)
            {
                continue;
            }

            if (!_incidents.TryGetValue(new IncidentId(holder), out var slot))
            {
                return false;
            }

            if (!found.Contains(slot.Snapshot))
            {
                found.Add(slot.Snapshot);
            }
        }

        holders = found.DrainToImmutable();
        return true;
    }

    private List<RowSlot> RowsOf(OutboxRow row)
    {
        var cause = (row.IncidentId, row.Cause);
        if (!_byCause.TryGetValue(cause, out var rows))
        {
            _byCause.Add(cause, rows = []);
        }

        return rows;
    }
}
