using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Crashes;

/// <summary>Holds what a store has against what its users were told, and its parts against each other.</summary>
/// <remarks>It knows the engine's promises, and nothing of how they are kept.</remarks>
internal sealed class StoreAudit(StoredState state)
{
    /// <summary>For so long a claim keeps work from others.</summary>
    private static readonly Duration Lease = Duration.FromMinutes(1);

    private readonly List<string> _faults = [];

    /// <summary>Gets the commands that were accepted.</summary>
    public IReadOnlyCollection<Receipt> Receipts { get; init; } = [];

    /// <summary>Gets the bodies that arrived, by the keys of their messages.</summary>
    public ILookup<string, string> Received { get; init; } = Array.Empty<string>().ToLookup(key => key);

    /// <summary>Gets how often a process died while it was sending a message.</summary>
    public IReadOnlyDictionary<string, int> DiedWhileSending { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Gets now.</summary>
    public required Instant Now { get; init; }

    /// <summary>Looks at everything.</summary>
    /// <returns>What is wrong; nothing when all is well.</returns>
    public IReadOnlyList<string> Run()
    {
        Expect(state.Verification.FirstFault is null, $"the chain has a fault: {state.Verification.FirstFault}");
        CheckReceipts();
        foreach (var incident in state.Incidents)
        {
            CheckEvents(incident);
            CheckDue(incident);
            CheckKeys(incident);
            CheckRowsOfEvents(incident);
        }

        foreach (var (key, holder) in state.Holders)
        {
            var incident = state.Incidents.FirstOrDefault(incident => incident.Snapshot.Id == holder)?.Snapshot;
            Expect(incident is { IsActive: true } && incident.Keys.Any(held => held.Key == key), $"{key} is held by {incident?.Reference}, which is {incident?.Phase}");
        }

        foreach (var (tally, due) in state.Tallies)
        {
            var incident = state.Incidents.FirstOrDefault(incident => incident.Snapshot.Id.Value == tally.Id)?.Snapshot;
            Expect(incident is { IsActive: true }, $"signals are counted for {incident?.Reference}, which is {incident?.Phase}");
            Expect(!tally.Counts.IsEmpty, $"a tally of {incident?.Reference} counts nothing");
            Expect(due is not null, $"the signals counted for {incident?.Reference} will never be found");
        }

        var earliest = state.Incidents.Select(incident => incident.DueAt).Concat(state.Tallies.Select(tally => tally.DueAt)).Min();
        Expect(state.NextDue == earliest, $"the next incident is due at {state.NextDue}, which is none of theirs");
        Expect(state.NextOutboxDue == state.Rows.Min(row => row.DueAt), $"the next row is due at {state.NextOutboxDue}, which is none of theirs");
        CheckRows();
        CheckReceived();
        return _faults;
    }

    private void CheckReceipts()
    {
        var incidents = state.Incidents.ToDictionary(incident => incident.Snapshot.Id);
        foreach (var receipt in Receipts)
        {
            var happened = incidents.GetValueOrDefault(receipt.Incident)?.Events.FirstOrDefault(happened => happened.Sequence == receipt.Version);
            Expect(happened is not null, $"lost: {receipt}");
            Expect(
                happened is null || (EventJson.NameOf(happened) == receipt.Event && ((happened as NoteAdded)?.Text ?? string.Empty) == receipt.Text),
                $"another event stands where this was accepted: {receipt}, {happened}");
        }
    }

    private void CheckEvents(StoredIncident incident)
    {
        var name = incident.Snapshot.Reference;
        var events = incident.Events;
        Expect(events.Select(happened => happened.Sequence).SequenceEqual(Enumerable.Range(1, events.Length).Select(number => (long)number)), $"{name} has gaps in its timeline");
        Expect(events.Length == incident.Snapshot.Version, $"{name} has version {incident.Snapshot.Version} and {events.Length} events");
        Expect(events.Zip(events.Skip(1)).All(pair => pair.First.RecordedAt <= pair.Second.RecordedAt), $"time runs backwards in {name}");
        Expect(
            events.Length > 0 && SnapshotJson.Write(Incident.Fold(events)).AsSpan().SequenceEqual(SnapshotJson.Write(incident.Snapshot)),
            $"the snapshot of {name} is not what its events come to");
    }

    private void CheckDue(StoredIncident incident)
    {
        var name = incident.Snapshot.Reference;
        var next = incident.Snapshot.NextDueAt;
        Expect(incident.NextDue == next, $"{name} is due at {next}, and its row says {incident.NextDue}");
        Expect((incident.DueAt is null) == (next is null), $"{name} is due at {next}, and will be found at {incident.DueAt}");
        if (incident.DueAt is { } due && next is { } wanted && due != wanted)
        {
            Expect(incident.Attempts > 0, $"{name} is due at {wanted}, will be found at {due}, and nobody claimed it");
            Expect(wanted <= Now && due <= Now + Lease, $"{name} is due at {wanted}, and was claimed until {due}; now is {Now}");
        }
    }

    private void CheckKeys(StoredIncident incident)
    {
        if (incident.Snapshot.IsActive)
        {
            foreach (var key in incident.Snapshot.Keys)
            {
                Expect(
                    state.Holders.TryGetValue(key.Key, out var holder) && holder == incident.Snapshot.Id, $"{incident.Snapshot.Reference} does not hold its key {key.Key}");
            }
        }
    }

    private void CheckRowsOfEvents(StoredIncident incident)
    {
        var reference = incident.Snapshot.Reference;
        var keys = incident.Rows.Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var happened in incident.Events)
        {
            IEnumerable<string> expected = happened switch
            {
                EscalationStepRan e => e.ResolvedTo.Select(to => $"{reference}/{e.Sequence}/{to.Person}/{to.Channel}"),
                EscalationStepDue { IsAnnounced: true } or EscalationExhausted { Next: null } or UpdateSent => [$"{reference}/{happened.Sequence}/look-up"],
                _ => [],
            };
            foreach (var key in expected.Where(key => !keys.Contains(key)))
            {
                _faults.Add($"{key} was caused by {EventJson.NameOf(happened)}, and has no row");
            }
        }
    }

    private void CheckRows()
    {
        var tables = state.Rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
        foreach (var incident in state.Incidents)
        {
            foreach (var row in incident.Rows)
            {
                Expect(row is OutboxMessage { Bundles: > 0, Cause: 0 } || (row.Cause >= 1 && row.Cause <= incident.Snapshot.Version), $"{row.Key} was caused by an event that never happened");
                var table = tables.GetValueOrDefault(row.Key);
                Expect(table?.Status == (long)row.Status, $"{row.Key} is {row.Status}, and its row says {table?.Status}");
                Expect(
                    row.DueAt is { } due ? table?.DueAt >= due && table.DueAt <= Instant.Max(due, Now + Lease) : table?.DueAt is null,
                    $"{row.Key} is {row.Status} until {row.NotBefore}, and will be found at {table?.DueAt}; now is {Now}");
                if (row is OutboxLookUp { Status: OutboxStatus.Done, Escalation: null })
                {
                    Expect(
                        incident.Rows.OfType<OutboxMessage>().Any(message => message.Cause == row.Cause), $"{row.Key} was answered, and no message came of it");
                }
            }
        }

        var known = state.Incidents.Sum(incident => incident.Rows.Length);
        Expect(known == state.Rows.Length, $"{state.Rows.Length - known} rows belong to no incident");
    }

    private void CheckReceived()
    {
        var messages = state.Incidents.SelectMany(incident => incident.Rows).OfType<OutboxMessage>().ToDictionary(message => message.Key, StringComparer.Ordinal);
        foreach (var arrived in Received)
        {
            var message = messages.GetValueOrDefault(arrived.Key);
            Expect(message is not null, $"{arrived.Key} arrived, and nothing is recorded of it");
            Expect(message is null or not { Status: OutboxStatus.Waiting, Attempts: 0 }, $"{arrived.Key} arrived before its sending was recorded");
            Expect(message is null || arrived.All(body => body == message.Body), $"{arrived.Key} arrived with another text than is recorded");
            var died = DiedWhileSending.GetValueOrDefault(arrived.Key);
            Expect(arrived.Count() <= 1 + died, $"{arrived.Key} arrived {arrived.Count()} times, and {died} processes died while they sent it");
        }

        foreach (var row in messages.Values.Where(row => row.IsCarried))
        {
            Expect(messages.GetValueOrDefault(row.BundledInto!) is { IsPending: true, Bundles: > 0 }, $"{row.Key} is carried by {row.BundledInto}, which is not on its way");
        }

        foreach (var message in messages.Values.Where(message => message.Status == OutboxStatus.Done && !Received.Contains(message.BundledInto ?? message.Key)))
        {
            _faults.Add($"{message.Key} is done, and never arrived");
        }
    }

    private void Expect(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            _faults.Add(otherwise);
        }
    }
}
