using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>What is read is what was written, byte for byte.</summary>
internal static class FidelityChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Event_of_every_kind_is_read_back_byte_for_byte),
        StoreCheck.Of(Timeline_that_is_read_back_folds_to_the_snapshot),
        StoreCheck.Of(Large_snapshot_is_read_back_byte_for_byte),
    ];

    private static async Task Event_of_every_kind_is_read_back_byte_for_byte(CheckStage stage)
    {
        var (events, incident) = await CommitEveryEventAsync(stage).ConfigureAwait(false);

        var read = await stage.Node.EventsAsync(incident).ConfigureAwait(false);

        stage.Expect.Sequence("the kinds of the events", events.Select(EventJson.NameOf), read.Select(EventJson.NameOf));
        foreach (var (written, found) in events.Zip(read))
        {
            stage.Expect.Equal("the event", SampleText.Of(written), SampleText.Of(found));
        }
    }

    private static async Task Timeline_that_is_read_back_folds_to_the_snapshot(CheckStage stage)
    {
        var (events, incident) = await CommitEveryEventAsync(stage).ConfigureAwait(false);
        var folded = Incident.Fold(events);

        stage.Expect.Equal("the snapshot", SampleText.Of(folded), SampleText.Of(await stage.Node.FindAsync(incident.Id).ConfigureAwait(false)));
        stage.Expect.Equal("the fold of the timeline", SampleText.Of(folded), SampleText.Of(Incident.Fold(await stage.Node.EventsAsync(incident).ConfigureAwait(false))));
    }

    private static async Task Large_snapshot_is_read_back_byte_for_byte(CheckStage stage)
    {
        Incident? large = null;
        await stage.Node.DecideAsync(new StoreRequest(), loaded =>
        {
            var change = SampleChanges.Declared(loaded.NextNumber);
            large = SampleSnapshots.Large(change.After);
            return new StoreDecision { Changes = [change with { After = large, HeldKeys = [.. large.Keys.Select(key => key.Key)] }] };
        }).ConfigureAwait(false);

        var text = SampleText.Of(large!);
        stage.Expect.Equal("the snapshot by id", text, SampleText.Of(await stage.Node.FindAsync(large!.Id).ConfigureAwait(false)));
        foreach (var key in (string[])[large.Keys[0].Key, large.Keys[^1].Key])
        {
            var holder = (await stage.Node.LoadAsync(new StoreRequest { Key = key }).ConfigureAwait(false)).Incident;
            stage.Expect.Equal($"the snapshot by the key {key}", text, holder is null ? "nothing" : SampleText.Of(holder));
        }
    }

    private static async Task<(ImmutableArray<IncidentEvent> Events, Incident Incident)> CommitEveryEventAsync(CheckStage stage)
    {
        ImmutableArray<IncidentEvent> events = [];
        await stage.Node.DecideAsync(new StoreRequest { Key = "K1" }, loaded =>
        {
            events = SampleEvents.All(loaded.NextNumber, "K1");
            return new StoreDecision { Changes = [new IncidentChange { ExpectedVersion = 0, After = Incident.Fold(events), Events = events, HeldKeys = [], NextDueAt = null }] };
        }).ConfigureAwait(false);
        return (events, Incident.Fold(events));
    }
}
