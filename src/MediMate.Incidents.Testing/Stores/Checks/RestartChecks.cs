using System.Collections.Immutable;
using System.Text;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>What a durable store still holds when it is opened anew.</summary>
internal static class RestartChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Incidents_are_there_after_a_restart),
        StoreCheck.Of(Incidents_are_there_after_a_crash),
        StoreCheck.Of(Event_of_every_kind_is_there_after_a_restart),
        StoreCheck.Of(Outbox_rows_are_there_after_a_restart),
        StoreCheck.Of(Keys_and_last_holders_are_there_after_a_restart),
        StoreCheck.Of(Leases_and_attempts_are_there_after_a_restart),
        StoreCheck.Of(Postponed_work_and_prolonged_leases_are_there_after_a_restart),
        StoreCheck.Of(Playbooks_are_there_after_a_restart),
        StoreCheck.Of(Subjects_and_receipts_are_there_after_a_restart),
        StoreCheck.Of(Numbers_go_on_rising_after_a_restart),
    ];

    private static Task Incidents_are_there_after_a_restart(CheckStage stage) => ExpectIncidentsAsync(stage, stage.RestartAsync);

    private static Task Incidents_are_there_after_a_crash(CheckStage stage) => ExpectIncidentsAsync(stage, stage.OpenAsync);

    private static async Task ExpectIncidentsAsync(CheckStage stage, Func<Task<StoreNode>> open)
    {
        var first = await stage.Node.DeclareAsync(
            ["K1"], SampleTime.At(30), incident => [SampleRows.Message(incident, "a", SampleTime.At(20)), SampleRows.LookUp(incident, "b")]).ConfigureAwait(false);
        first = await stage.Node.NoteAsync(first, SampleTime.At(40)).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"], SampleTime.At(50)).ConfigureAwait(false);
        var states = (await stage.Node.StateAsync(first).ConfigureAwait(false), await stage.Node.StateAsync(second).ConfigureAwait(false));

        await open().ConfigureAwait(false);

        stage.Expect.Equal("what is kept of the first incident", states.Item1, await stage.Node.StateAsync(first).ConfigureAwait(false));
        stage.Expect.Equal("what is kept of the second incident", states.Item2, await stage.Node.StateAsync(second).ConfigureAwait(false));
        await stage.Node.NoteAsync(first).ConfigureAwait(false);
        stage.Expect.Equal("the version after one more command", 3, (await stage.Node.FindAsync(first.Id).ConfigureAwait(false)).Version);
    }

    private static async Task Event_of_every_kind_is_there_after_a_restart(CheckStage stage)
    {
        ImmutableArray<IncidentEvent> events = [];
        await stage.Node.DecideAsync(new StoreRequest { Key = "K1" }, loaded =>
        {
            events = SampleEvents.All(loaded.NextNumber, "K1");
            return new StoreDecision { Changes = [new IncidentChange { ExpectedVersion = 0, After = Incident.Fold(events), Events = events, HeldKeys = [], NextDueAt = null }] };
        }).ConfigureAwait(false);
        var large = await stage.Node.DeclareAsync(adjust: SampleSnapshots.Large).ConfigureAwait(false);

        await stage.RestartAsync().ConfigureAwait(false);

        stage.Expect.Sequence("the timeline", events.Select(SampleText.Of), (await stage.Node.EventsAsync(Incident.Fold(events)).ConfigureAwait(false)).Select(SampleText.Of));
        stage.Expect.Equal("the snapshot", SampleText.Of(Incident.Fold(events)), SampleText.Of(await stage.Node.FindAsync(Incident.Fold(events).Id).ConfigureAwait(false)));
        stage.Expect.Equal("the large snapshot", SampleText.Of(large), SampleText.Of(await stage.Node.FindAsync(large.Id).ConfigureAwait(false)));
    }

    private static async Task Outbox_rows_are_there_after_a_restart(CheckStage stage)
    {
        OutboxRow[] rows = [];
        var incident = await stage.Node.DeclareAsync(["K1"], rows: incident =>
        [
            .. rows = [SampleRows.Message(incident, "z"), SampleRows.FullMessage(incident), SampleRows.FullLookUp(incident), SampleRows.LookUp(incident, "a", SampleTime.At(30))],
        ]).ConfigureAwait(false);

        await stage.RestartAsync().ConfigureAwait(false);

        stage.Expect.Sequence("the outbox", rows.Select(SampleText.Of), (await stage.Node.OutboxAsync(incident).ConfigureAwait(false)).Select(SampleText.Of));
        stage.Expect.Sequence("the rows that are claimed", [rows[0].Key, rows[3].Key], (await stage.Node.ClaimOutboxAsync(second: 40).ConfigureAwait(false)).Select(row => row.Key));
    }

    private static async Task Keys_and_last_holders_are_there_after_a_restart(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1", "K2"]).ConfigureAwait(false);
        await stage.Node.CommitAsync(first.Ended()).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);

        await stage.RestartAsync().ConfigureAwait(false);

        var released = await stage.Node.LoadAsync(new StoreRequest { Key = "K1", WithKeyHolders = true }).ConfigureAwait(false);
        stage.Expect.Equal("the holder of the released key", null, released.Incident?.Reference);
        stage.Expect.Equal("the last holder of the released key", first.Reference, released.LastHolder?.Reference);
        stage.Expect.Sequence("the holders of its other keys", [second.Reference], SampleText.References(released.KeyHolders));
        stage.Expect.Equal("the holder of the held key", second.Reference, (await stage.Node.LoadAsync(new StoreRequest { Key = "K2" }).ConfigureAwait(false)).Incident?.Reference);
    }

    private static async Task Leases_and_attempts_are_there_after_a_restart(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"], SampleTime.At(0), incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);
        await stage.Node.ClaimAsync(0).ConfigureAwait(false);
        await stage.Node.ClaimAsync(60).ConfigureAwait(false);
        await stage.Node.ClaimOutboxAsync(60).ConfigureAwait(false);

        await stage.RestartAsync().ConfigureAwait(false);

        stage.Expect.Empty("what is claimed in the middle of the lease", await stage.Node.ClaimAsync(119).ConfigureAwait(false));
        stage.Expect.Empty("the rows that are claimed in the middle of the lease", (await stage.Node.ClaimOutboxAsync(119).ConfigureAwait(false)).Select(row => row.Key));
        stage.Expect.Equal("what is due next", SampleTime.At(120), await stage.Node.NextDueAsync().ConfigureAwait(false));
        stage.Expect.Sequence("the attempts of what is claimed when the lease ends", [3], (await stage.Node.ClaimAsync(120).ConfigureAwait(false)).Select(subject => subject.Attempts));
        stage.Expect.Equal("the number of rows that are claimed when the lease ends", 1, (await stage.Node.ClaimOutboxAsync(120).ConfigureAwait(false)).Length);
    }

    private static async Task Postponed_work_and_prolonged_leases_are_there_after_a_restart(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(0), incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);
        await stage.Node.PostponeAsync((await stage.Node.ClaimAsync(0).ConfigureAwait(false))[0], SampleTime.At(200)).ConfigureAwait(false);
        await stage.Node.ClaimOutboxAsync(0).ConfigureAwait(false);
        await stage.Node.ExtendLeaseAsync($"{incident.Reference}/a", SampleTime.At(300)).ConfigureAwait(false);

        await stage.RestartAsync().ConfigureAwait(false);

        stage.Expect.Equal("what is due next", SampleTime.At(200), await stage.Node.NextDueAsync().ConfigureAwait(false));
        stage.Expect.Equal("what is due next in the outbox", SampleTime.At(300), await stage.Node.NextOutboxDueAsync().ConfigureAwait(false));
        stage.Expect.Sequence("the attempts of what is claimed", [2], (await stage.Node.ClaimAsync(200).ConfigureAwait(false)).Select(subject => subject.Attempts));
    }

    private static async Task Playbooks_are_there_after_a_restart(CheckStage stage)
    {
        await stage.Node.Store.SavePlaybookAsync(SampleChanges.PlaybookHash, Encoding.UTF8.GetBytes(SampleText.Long), stage.CancellationToken).ConfigureAwait(false);

        await stage.RestartAsync().ConfigureAwait(false);

        var bytes = await stage.Node.Store.ReadPlaybookAsync(SampleChanges.PlaybookHash, stage.CancellationToken).ConfigureAwait(false);
        stage.Expect.Equal("the playbook", SampleText.Long, bytes is { } kept ? Encoding.UTF8.GetString(kept.Span) : "nothing");
    }

    private static async Task Subjects_and_receipts_are_there_after_a_restart(CheckStage stage)
    {
        var tally = SampleSubjects.FullTally(SampleSubjects.Id(1)) with { DueAt = SampleTime.At(0) };
        await stage.Node.DecideAsync(
            new StoreRequest { Subjects = [tally.Name], Receipt = "R1" },
            _ => new StoreDecision { Subjects = [SubjectChange.Of(before: null, tally)], Receipt = SampleSubjects.Receipt("R1") }).ConfigureAwait(false);
        await stage.Node.ClaimAsync(second: 0).ConfigureAwait(false);

        await stage.RestartAsync().ConfigureAwait(false);

        stage.Expect.Sequence("the subjects", [SampleText.Of(tally)], (await stage.Node.SubjectsAsync(tally.Kind).ConfigureAwait(false)).Select(SampleText.Of));
        stage.Expect.Equal("the receipt", SampleSubjects.Receipt("R1"), await stage.Node.ReceiptAsync("R1").ConfigureAwait(false));
        stage.Expect.Equal("what is due next", SampleTime.At(60), await stage.Node.NextDueAsync().ConfigureAwait(false));
        stage.Expect.Sequence("the attempts of what is claimed when the lease ends", [2], (await stage.Node.ClaimAsync(second: 60).ConfigureAwait(false)).Select(subject => subject.Attempts));
    }

    private static async Task Numbers_go_on_rising_after_a_restart(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var number = (await stage.Node.LoadAsync(new StoreRequest()).ConfigureAwait(false)).NextNumber;
        var second = await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);

        await stage.RestartAsync().ConfigureAwait(false);

        var next = (await stage.Node.LoadAsync(new StoreRequest()).ConfigureAwait(false)).NextNumber;
        stage.Expect.Holds(next > number, $"a number above {number}", $"{next}");
        var third = await stage.Node.DeclareAsync(["K3"]).ConfigureAwait(false);
        stage.Expect.Equal("how many references there are", 3, ((string[])[first.Reference, second.Reference, third.Reference]).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }
}
