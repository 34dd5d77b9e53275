using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>What holds in every order of steps. Told from the journal alone: commits in their order, and calls of the channel.</summary>
internal static class Laws
{
    public static async Task CheckAsync(Stage stage)
    {
        var pages = new PageLaws();
        foreach (var entry in stage.Journal.Entries)
        {
            pages.Read(entry);
        }

        await CheckTimelinesAsync(stage);
        await CheckRowsAsync(stage, pages);
        await CheckSomebodyKnowsAsync(stage, pages);
        var complaint = stage.Journal.Entries.OfType<Complained>().FirstOrDefault();
        Assert.True(complaint is null, $"something failed in silence: {complaint}");
    }

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
    private static async Task CheckSomebodyKnowsAsync(Stage stage, PageLaws pages)
    {
        foreach (var declared in stage.Declared)
        {
            var incident = (await stage.Store.FindAsync(declared.Id))!;
            if (incident is { IsActive: true, IsAcknowledged: false, Lifecycle: Incidents.Lifecycle.Full })
            {
                Assert.True(
                    pages.Reached.Contains(incident.Id) || incident.IsUnattended,
                    $"{incident.Reference} is open, nobody has acknowledged, nobody was called, and it does not say so");
            }
        }
    }
}
