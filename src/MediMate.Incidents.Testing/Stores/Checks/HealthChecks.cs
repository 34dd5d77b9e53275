using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>How the work of a store stands.</summary>
internal static class HealthChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Health_of_an_empty_store_is_empty),
        StoreCheck.Of(Health_names_what_is_due_longest_and_not_what_is_due_later),
        StoreCheck.Of(Health_counts_what_was_claimed_three_times_until_it_moves_on),
        StoreCheck.Of(Health_names_incidents_that_nobody_attends_to),
        StoreCheck.Of(Health_counts_open_incidents_by_level),
    ];

    private static async Task Health_of_an_empty_store_is_empty(CheckStage stage)
    {
        var health = await ReadAsync(stage, 0).ConfigureAwait(false);

        stage.Expect.Equal("the oldest that is due", null, health.OldestDueAt);
        stage.Expect.Equal("the oldest row that is due", null, health.OldestOutboxDueAt);
        stage.Expect.Equal("what fails and what is unattended", (0, 0), (health.Failing, health.Unattended));
        stage.Expect.Empty("what is open", health.Open.Select(level => level.Level));
    }

    private static async Task Health_names_what_is_due_longest_and_not_what_is_due_later(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"], SampleTime.At(20), incident => [SampleRows.Message(incident, "m", SampleTime.At(25))]).ConfigureAwait(false);
        await stage.Node.CommitAsync(SubjectChange.Of(before: null, SampleSubjects.Tally(SampleSubjects.Id(1), second: 10))).ConfigureAwait(false);

        var before = await ReadAsync(stage, 9).ConfigureAwait(false);
        var at = await ReadAsync(stage, 25).ConfigureAwait(false);
        await stage.Node.ClaimAsync(second: 30).ConfigureAwait(false);
        var claimed = await ReadAsync(stage, 30).ConfigureAwait(false);

        stage.Expect.Equal("the oldest that is due, a second before", null, before.OldestDueAt);
        stage.Expect.Equal("the oldest that is due", SampleTime.At(10), at.OldestDueAt);
        stage.Expect.Equal("the oldest row that is due, before", null, before.OldestOutboxDueAt);
        stage.Expect.Equal("the oldest row that is due, at its instant", SampleTime.At(25), at.OldestOutboxDueAt);
        stage.Expect.Equal("the oldest that is due, once all is claimed", null, claimed.OldestDueAt);
    }

    private static async Task Health_counts_what_was_claimed_three_times_until_it_moves_on(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(0)).ConfigureAwait(false);
        await stage.Node.CommitAsync(SubjectChange.Of(before: null, SampleSubjects.Tally(SampleSubjects.Id(1), second: 0))).ConfigureAwait(false);
        foreach (var second in (int[])[0, 100])
        {
            await stage.Node.ClaimAsync(second).ConfigureAwait(false);
        }

        stage.Expect.Equal("what fails after two claims", 0, (await ReadAsync(stage, 100).ConfigureAwait(false)).Failing);
        await stage.Node.ClaimAsync(second: 200).ConfigureAwait(false);

        var failing = await ReadAsync(stage, 200).ConfigureAwait(false);
        stage.Expect.Equal("what fails after three claims", 2, failing.Failing);
        stage.Expect.Sequence("the incidents among it", [incident.Reference], failing.FailingIncidents);

        await stage.Node.NoteAsync(incident, SampleTime.At(900)).ConfigureAwait(false);
        var after = await ReadAsync(stage, 200).ConfigureAwait(false);
        stage.Expect.Equal("what fails once the incident has moved on", 1, after.Failing);
        stage.Expect.Empty("the incidents among it", after.FailingIncidents);
    }

    private static async Task Health_names_incidents_that_nobody_attends_to(CheckStage stage)
    {
        var ladder = new LadderState { Ladder = "P0", Level = "P0", Epoch = 1, StartedAt = SampleTime.Start, ExhaustedAt = SampleTime.At(60) };
        var unattended = await stage.Node.DeclareAsync(["K1"], adjust: incident => incident with { Ladder = ladder }).ConfigureAwait(false);
        await stage.Node.DeclareAsync(["K2"], adjust: incident => incident with { Ladder = ladder with { ExhaustedAt = null } }).ConfigureAwait(false);
        await stage.Node.DeclareAsync(["K3"], adjust: incident => incident with { Ladder = ladder, Lifecycle = Lifecycle.Short }).ConfigureAwait(false);

        var health = await ReadAsync(stage, 60).ConfigureAwait(false);
        stage.Expect.Equal("how many are unattended", 1, health.Unattended);
        stage.Expect.Sequence("which", [unattended.Reference], health.UnattendedIncidents);

        await stage.Node.CommitAsync(unattended.Then(new Acknowledged { By = "ben", Cycle = 1 })).ConfigureAwait(false);
        stage.Expect.Equal("how many are unattended once somebody has acknowledged", 0, (await ReadAsync(stage, 60).ConfigureAwait(false)).Unattended);
    }

    private static async Task Health_counts_open_incidents_by_level(CheckStage stage)
    {
        var ended = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);
        await stage.Node.DeclareAsync(["K3"], adjust: incident => incident with { Severity = incident.Severity with { Level = "P2" } }).ConfigureAwait(false);
        await stage.Node.CommitAsync(ended.Ended()).ConfigureAwait(false);

        stage.Expect.Sequence(
            "what is open", ["P0 1", "P2 1"], (await ReadAsync(stage, 0).ConfigureAwait(false)).Open.Select(level => $"{level.Level} {level.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)}"));
    }

    private static ValueTask<StoreHealth> ReadAsync(CheckStage stage, int second) => stage.Node.Store.ReadHealthAsync(SampleTime.At(second), stage.CancellationToken);
}
