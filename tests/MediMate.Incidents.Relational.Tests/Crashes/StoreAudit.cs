using NodaTime;
using NodaTime.Text;

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

    /// <summary>Gets how often the far end refused a message, for now or for good.</summary>
    public IReadOnlyDictionary<string, int> Refused { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

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
            CheckCharge(incident);
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
        CheckBundles();
        CheckLookUps();
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
                EscalationStepDue { IsAnnounced: true } or EscalationExhausted { Next: null } or UpdateSent or EscalationRuleApplied => [$"{reference}/{happened.Sequence}/look-up"],
                _ => [],
            };
            foreach (var key in expected.Where(key => !keys.Contains(key)))
            {
                _faults.Add($"{key} was caused by {EventJson.NameOf(happened)}, and has no row");
            }
        }
    }

    /// <summary>Nobody has charge by an acknowledgement that is over, and whoever has none any more is followed by a ladder.</summary>
    private void CheckCharge(StoredIncident incident)
    {
        var name = incident.Snapshot.Reference;
        foreach (var (happened, next) in incident.Events.Zip(incident.Events.Skip(1)))
        {
            var isFollowed = happened switch
            {
                AcknowledgementExpired => next is EscalationStarted,
                AcknowledgementCleared => next is EscalationStarted or Reassigned,
                Reassigned => next is EscalationStarted or EscalationEnded,
                _ => true,
            };
            Expect(isFollowed, $"{EventJson.NameOf(happened)} {happened.Sequence} of {name} is followed by {EventJson.NameOf(next)}");
        }

        Expect(
            incident.Events is not [.., AcknowledgementExpired or AcknowledgementCleared or Reassigned],
            $"{name} ends with somebody who has lost charge, and no ladder");
        if (incident.Snapshot is { IsActive: true, IsAcknowledged: true, Acknowledgement: { IsWatchOver: false, NextDueAt: { } due } })
        {
            Expect(incident.NextDue <= due, $"the acknowledgement of {name} runs out at {due}, and its row says {incident.NextDue}");
        }

        var causes = incident.Events.OfType<EscalationRuleApplied>().CountBy(applied => (applied.Rule, applied.Cause));
        Expect(causes.All(cause => cause.Value == 1), $"a rule spoke twice of one event of {name}");
    }

    /// <summary>A row that is held waits for the end of its window; a bundle that went out took exactly the rows that say so.</summary>
    private void CheckBundles()
    {
        var messages = state.Incidents.SelectMany(incident => incident.Rows).OfType<OutboxMessage>().ToList();
        var bundles = messages.Where(message => message.Bundles > 0).ToDictionary(message => message.Key, StringComparer.Ordinal);
        foreach (var held in messages.Where(message => message is { Status: OutboxStatus.Waiting, BundledInto: not null, Bundles: 0, Undeliverable: null }))
        {
            var started = InstantPattern.ExtendedIso.Parse(held.BundledInto!.Split('/')[4]);
            Expect(started.Success && held.NotBefore == started.Value + Lease, $"{held.Key} is held for {held.BundledInto} until {held.NotBefore}");
            Expect(held.Attempts == 0 && held.Body is null, $"{held.Key} is held, and was begun {held.Attempts} times");
        }

        foreach (var bundle in bundles.Values)
        {
            var rows = messages.Where(message => message.Bundles == 0 && message.BundledInto == bundle.Key).ToList();
            Expect(rows.Count >= bundle.Bundles, $"{bundle.Key} stands for {bundle.Bundles}, and {rows.Count} rows say so");
            Expect(bundle.IsPending || rows.All(row => !row.IsCarried), $"{bundle.Key} is {bundle.Status}, and rows are still in it");
            Expect(bundle.Status != OutboxStatus.Done || rows.Exists(row => row.Status == OutboxStatus.Done), $"{bundle.Key} arrived for nobody");
        }

        foreach (var row in messages.Where(message => message is { Bundles: 0, BundledInto: { } bundle, Status: OutboxStatus.Done }))
        {
            Expect(bundles.GetValueOrDefault(row.BundledInto!) is { Status: OutboxStatus.Done }, $"{row.Key} is done in {row.BundledInto}, which is not");
        }

        Expect(state.Windows.DistinctBy(window => window.Id).Count() == state.Windows.Length, "a person has two windows on one channel");
        Expect(state.Windows.All(window => window.StartedAt <= Now), "a window starts in the future");
    }

    /// <summary>What stood in for the directory was its own answer, and each name has one.</summary>
    private void CheckLookUps()
    {
        Expect(state.LookUps.DistinctBy(answer => answer.Target, StringComparer.OrdinalIgnoreCase).Count() == state.LookUps.Length, "two answers are kept for one name");
        foreach (var answer in state.LookUps)
        {
            Expect(answer.Id == SubjectIds.OfName(answer.Target), $"the answer for {answer.Target} is kept under another name");
            Expect(answer.Since <= Now, $"the answer for {answer.Target} was given at {answer.Since}; now is {Now}");
        }

        foreach (var lookUp in state.Incidents.SelectMany(incident => incident.Rows).OfType<OutboxLookUp>())
        {
            Expect(
                lookUp.Reason?.Contains("stood in", StringComparison.Ordinal) != true || lookUp.Targets.Any(target => state.LookUps.Any(answer => answer.Target == target.Asked) || lookUp.Reason.Contains("the playbook's contact", StringComparison.Ordinal) || lookUp.Reason.Contains("nobody stood in", StringComparison.Ordinal)),
                $"{lookUp.Key}: {lookUp.Reason}, and no answer is kept");
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
            var refused = Refused.GetValueOrDefault(arrived.Key);
            Expect(arrived.Count() <= 1 + died + refused, $"{arrived.Key} arrived {arrived.Count()} times, and {died} processes died while they sent it; it was refused {refused} times");
            Expect(message is null || arrived.Count() <= message.Attempts + died, $"{arrived.Key} arrived {arrived.Count()} times in {message?.Attempts} attempts");
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
