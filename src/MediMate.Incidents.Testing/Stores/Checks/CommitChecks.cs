using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>What a commit writes.</summary>
internal static class CommitChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Commit_writes_events_snapshot_keys_due_and_outbox_together),
        StoreCheck.Of(Commit_adds_events_and_replaces_the_snapshot),
        StoreCheck.Of(Commit_of_several_incidents_changes_all_of_them),
        StoreCheck.Of(Commit_of_rows_alone_changes_no_incident),
        StoreCheck.Of(Commit_without_a_change_changes_nothing),
    ];

    private static async Task Commit_writes_events_snapshot_keys_due_and_outbox_together(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(
            ["K1", "K2"], SampleTime.At(30), incident => [SampleRows.LookUp(incident, "a", SampleTime.At(10)), SampleRows.Message(incident, "b", SampleTime.At(20))]).ConfigureAwait(false);

        stage.Expect.Equal("the snapshot", SampleText.Of(incident), SampleText.Of(await stage.Node.FindAsync(incident.Id).ConfigureAwait(false)));
        stage.Expect.Sequence("the events", ["IncidentDeclared 1"], (await stage.Node.EventsAsync(incident).ConfigureAwait(false)).Select(Named));
        stage.Expect.Equal("the holder of the first key", incident.Reference, (await stage.Node.LoadAsync(new StoreRequest { Key = "K1" }).ConfigureAwait(false)).Incident?.Reference);
        stage.Expect.Equal("the holder of the second key", incident.Reference, (await stage.Node.LoadAsync(new StoreRequest { Key = "K2" }).ConfigureAwait(false)).Incident?.Reference);
        stage.Expect.Equal("what is due next", SampleTime.At(30), await stage.Node.NextDueAsync().ConfigureAwait(false));
        stage.Expect.Sequence("the outbox", [$"{incident.Reference}/a", $"{incident.Reference}/b"], (await stage.Node.OutboxAsync(incident).ConfigureAwait(false)).Select(row => row.Key));
        stage.Expect.Equal("what is due next in the outbox", SampleTime.At(10), await stage.Node.NextOutboxDueAsync().ConfigureAwait(false));
    }

    private static async Task Commit_adds_events_and_replaces_the_snapshot(CheckStage stage)
    {
        var declared = await stage.Node.DeclareAsync(["K1"], SampleTime.At(30)).ConfigureAwait(false);
        var noted = declared.Noted();
        var counted = noted.After.Signalled("K1");
        await stage.Node.CommitAsync(counted with { ExpectedVersion = 1, Events = [.. noted.Events, .. counted.Events], NextDueAt = SampleTime.At(40) }).ConfigureAwait(false);

        stage.Expect.Equal("the snapshot", SampleText.Of(counted.After), SampleText.Of(await stage.Node.FindAsync(declared.Id).ConfigureAwait(false)));
        stage.Expect.Sequence("the events", ["IncidentDeclared 1", "NoteAdded 2", "SignalsObserved 3"], (await stage.Node.EventsAsync(declared).ConfigureAwait(false)).Select(Named));
        stage.Expect.Equal("what is due next", SampleTime.At(40), await stage.Node.NextDueAsync().ConfigureAwait(false));
    }

    private static async Task Commit_of_several_incidents_changes_all_of_them(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);

        await stage.Node.CommitAsync(new StoreDecision { Changes = [first.Noted(), second.Noted()], Rows = [SampleRows.Message(first, "a"), SampleRows.Message(second, "a")] }).ConfigureAwait(false);

        foreach (var incident in (Incident[])[first, second])
        {
            stage.Expect.Equal($"the version of {incident.Reference}", 2, (await stage.Node.FindAsync(incident.Id).ConfigureAwait(false)).Version);
            stage.Expect.Equal($"the number of events of {incident.Reference}", 2, (await stage.Node.EventsAsync(incident).ConfigureAwait(false)).Length);
            stage.Expect.Sequence($"the outbox of {incident.Reference}", [$"{incident.Reference}/a"], (await stage.Node.OutboxAsync(incident).ConfigureAwait(false)).Select(row => row.Key));
        }
    }

    private static async Task Commit_of_rows_alone_changes_no_incident(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(30), incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);

        await stage.Node.CommitAsync(new StoreDecision { Rows = [SampleRows.Message(incident, "a") with { Status = OutboxStatus.Done }] }).ConfigureAwait(false);

        stage.Expect.Sequence("where the row stands", [OutboxStatus.Done], (await stage.Node.OutboxAsync(incident).ConfigureAwait(false)).Select(row => row.Status));
        stage.Expect.Equal("the version", 1, (await stage.Node.FindAsync(incident.Id).ConfigureAwait(false)).Version);
        stage.Expect.Equal("what is due next", SampleTime.At(30), await stage.Node.NextDueAsync().ConfigureAwait(false));
    }

    private static async Task Commit_without_a_change_changes_nothing(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(30), incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);
        var before = await stage.Node.StateAsync(incident).ConfigureAwait(false);

        foreach (var request in (StoreRequest[])[new() { Id = incident.Id }, new() { Key = "K1" }, new() { Row = $"{incident.Reference}/a" }, new() { Key = "K2" }, new()])
        {
            stage.Expect.Equal("whether a decision without a change was committed", expected: false, await stage.Node.DecideAsync(request, _ => StoreDecision.None).ConfigureAwait(false));
        }

        stage.Expect.Equal("what is kept", before, await stage.Node.StateAsync(incident).ConfigureAwait(false));
    }

    private static string Named(IncidentEvent happened) => $"{EventJson.NameOf(happened)} {happened.Sequence}";
}
