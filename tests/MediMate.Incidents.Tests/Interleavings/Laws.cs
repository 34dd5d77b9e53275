using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>What holds in every order of steps. Told from the journal alone: commits in their order, and calls of the channel.</summary>
internal static class Laws
{
    public static async Task CheckAsync(Stage stage)
    {
        var pages = new PageLaws(stage.Story.Playbook.Levels[0].Name, stage.Options.MessagesAtOnce, SendingLease.Of(stage.Options));
        foreach (var entry in stage.Journal.Entries)
        {
            pages.Read(entry);
        }

        await CheckTimelinesAsync(stage);
        await CheckRowsAsync(stage, pages);
        await CheckSomebodyKnowsAsync(stage);
        var complaint = stage.Journal.Entries.OfType<Complained>().FirstOrDefault();
        Assert.True(complaint is null || stage.Story.MayComplain, $"something failed in silence: {complaint}");
    }

    /// <summary>Tells whether there is an open incident of a full level that nobody was reached for, and that does not say so yet.</summary>
    public static async Task<bool> IsAnyoneLeftAloneAsync(Stage stage)
    {
        foreach (var declared in stage.Declared)
        {
            if (await IsAloneAsync(stage, declared) && (await stage.Store.FindAsync(declared.Id))!.IsUnattended == false)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<bool> IsAloneAsync(Stage stage, Incident declared) =>
        await stage.Store.FindAsync(declared.Id) is { IsActive: true, IsAcknowledged: false, Lifecycle: Incidents.Lifecycle.Full }
        && !(await stage.Store.ReadOutboxAsync(declared.Id)).Any(row => row is OutboxMessage { Kind: MessageKind.Page, Status: OutboxStatus.Done });

    /// <summary>The log has no gap, no event is lost, and whoever was told that a command is accepted finds it there.</summary>
    private static async Task CheckTimelinesAsync(Stage stage)
    {
        foreach (var declared in stage.Declared)
        {
            var timeline = await stage.Store.ReadEventsAsync(declared.Id);
            var incident = (await stage.Store.FindAsync(declared.Id))!;
            Assert.Equal(Enumerable.Range(1, timeline.Length).Select(number => (long)number), timeline.Select(happened => happened.Sequence));
            Assert.Equal(timeline.Length, incident.Version);
            Assert.True(timeline.Zip(timeline.Skip(1)).All(pair => pair.First.RecordedAt <= pair.Second.RecordedAt), "time runs backwards");
            var committed = stage.Journal.Entries.OfType<Committed>()
                .SelectMany(commit => commit.Decision.Changes.Where(change => change.After.Id == declared.Id))
                .SelectMany(change => change.Events);
            Assert.True(committed.SequenceEqual(timeline, ReferenceEqualityComparer.Instance), $"{declared.Reference}: the timeline is not what was committed");
            foreach (var answer in stage.Journal.Entries.OfType<Answered>().Where(answer => answer.Outcome.Incident?.Id == declared.Id))
            {
                var lost = answer.Outcome.Events.FirstOrDefault(happened => timeline.ElementAtOrDefault((int)happened.Sequence - 1) != happened);
                Assert.True(lost is null, $"{answer.Player} was told of an event that is not on the timeline: {lost}");
            }
        }
    }

    /// <summary>Each row came to an end, none vanished, and what counts as sent was sent.</summary>
    private static async Task CheckRowsAsync(Stage stage, PageLaws pages)
    {
        var kept = new Dictionary<string, OutboxRow>(StringComparer.Ordinal);
        foreach (var declared in stage.Declared)
        {
            foreach (var row in await stage.Store.ReadOutboxAsync(declared.Id))
            {
                kept.Add(row.Key, row);
            }
        }

        foreach (var row in pages.Rows.Values)
        {
            Assert.True(kept.ContainsKey(row.Key), $"{row.Key} has vanished");

            // What became due at the very end of the story is not begun yet.
            Assert.True(!row.IsPending || row.NotBefore > stage.Now, $"{row.Key} has come to no end: {row.Status}, not before {row.NotBefore}");
            Assert.True(
                row is not OutboxMessage { Status: OutboxStatus.Done } sent || pages.WasBegun(sent.Key) || (sent.BundledInto is { } bundle && pages.WasBegun(bundle)),
                $"{row.Key} counts as sent, and no channel was called");
        }

        foreach (var row in stage.Journal.Entries.OfType<Committed>().SelectMany(commit => commit.Decision.Rows))
        {
            Assert.True(kept.ContainsKey(row.Key), $"{row.Key} has vanished");
        }
    }

    /// <summary>Somebody was called to each incident of a full level, or it says loudly that nobody can be.</summary>
    private static async Task CheckSomebodyKnowsAsync(Stage stage)
    {
        foreach (var declared in stage.Declared)
        {
            if (await IsAloneAsync(stage, declared))
            {
                var incident = (await stage.Store.FindAsync(declared.Id))!;
                var events = await stage.Store.ReadEventsAsync(declared.Id);
                var health = await stage.Store.ReadHealthAsync(stage.Now);
                Assert.True(
                    incident.IsUnattended && events.OfType<EscalationExhausted>().Any() && health.UnattendedIncidents.Contains(incident.Reference),
                    $"{incident.Reference} is open, nobody has acknowledged, nobody was reached, and it does not say so");
            }
        }
    }
}
