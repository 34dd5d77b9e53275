using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Two stores on the same data, as two nodes open them.</summary>
internal static class NodeChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Two_nodes_see_what_each_other_committed),
        StoreCheck.Of(Two_nodes_respect_what_each_other_claimed),
        StoreCheck.Of(Two_nodes_that_race_on_one_key_give_one_incident),
        StoreCheck.Of(Two_nodes_that_race_on_one_incident_land_all_commands),
        StoreCheck.Of(Two_nodes_that_race_on_one_subject_land_all_commands),
        StoreCheck.Of(Two_nodes_that_race_under_one_idempotency_key_accept_it_once),
        StoreCheck.Of(Two_nodes_that_race_for_incidents_share_them),
        StoreCheck.Of(Two_nodes_that_race_for_outbox_rows_share_them),
    ];

    private static async Task Two_nodes_see_what_each_other_committed(CheckStage stage)
    {
        var (first, second) = (stage.Node, await stage.OpenAsync().ConfigureAwait(false));
        var incident = await first.DeclareAsync(["K1"], SampleTime.At(30), incident => [SampleRows.Message(incident, "a", SampleTime.At(20))]).ConfigureAwait(false);
        stage.Expect.Equal("the incident as the other node sees it", await first.StateAsync(incident).ConfigureAwait(false), await second.StateAsync(incident).ConfigureAwait(false));

        incident = await second.NoteAsync(incident, SampleTime.At(40)).ConfigureAwait(false);
        stage.Expect.Equal("the incident as the first node sees it", await second.StateAsync(incident).ConfigureAwait(false), await first.StateAsync(incident).ConfigureAwait(false));

        var ended = incident.Ended();
        await first.CommitAsync(new StoreDecision { Changes = [ended], Rows = [SampleRows.Message(incident, "a") with { Status = OutboxStatus.Suppressed }] }).ConfigureAwait(false);
        stage.Expect.Equal("the last holder as the other node sees it", incident.Reference, (await second.LoadAsync(new StoreRequest { Key = "K1" }).ConfigureAwait(false)).LastHolder?.Reference);
        stage.Expect.Equal("what is due next in the outbox of the other node", null, await second.NextOutboxDueAsync().ConfigureAwait(false));
        await stage.Expect.RefusedAsync("the commit of a stale version on the other node", "MMI3003", () => second.CommitAsync(incident.Noted())).ConfigureAwait(false);
    }

    private static async Task Two_nodes_respect_what_each_other_claimed(CheckStage stage)
    {
        var (first, second) = (stage.Node, await stage.OpenAsync().ConfigureAwait(false));
        await first.DeclareAsync(["K1"], SampleTime.At(0), incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);

        stage.Expect.Equal("how much the first node claims", 1, (await first.ClaimAsync(0).ConfigureAwait(false)).Length);
        stage.Expect.Equal("how many rows the first node claims", 1, (await first.ClaimOutboxAsync(0).ConfigureAwait(false)).Length);
        stage.Expect.Equal("how much the other node claims", 0, (await second.ClaimAsync(59).ConfigureAwait(false)).Length);
        stage.Expect.Equal("how many rows the other node claims", 0, (await second.ClaimOutboxAsync(59).ConfigureAwait(false)).Length);
        stage.Expect.Sequence("the attempts of what the other node claims when the lease ends", [2], (await second.ClaimAsync(60).ConfigureAwait(false)).Select(subject => subject.Attempts));
        stage.Expect.Equal("how many rows the other node claims when the lease ends", 1, (await second.ClaimOutboxAsync(60).ConfigureAwait(false)).Length);
    }

    private static async Task Two_nodes_that_race_on_one_key_give_one_incident(CheckStage stage) =>
        await RaceChecks.RaceOnOneKeyAsync(stage, stage.Node, await stage.OpenAsync().ConfigureAwait(false)).ConfigureAwait(false);

    private static async Task Two_nodes_that_race_on_one_incident_land_all_commands(CheckStage stage) =>
        await RaceChecks.RaceOnOneIncidentAsync(stage, stage.Node, await stage.OpenAsync().ConfigureAwait(false)).ConfigureAwait(false);

    private static async Task Two_nodes_that_race_on_one_subject_land_all_commands(CheckStage stage) =>
        await SubjectRaceChecks.RaceOnOneSubjectAsync(stage, stage.Node, await stage.OpenAsync().ConfigureAwait(false)).ConfigureAwait(false);

    private static async Task Two_nodes_that_race_under_one_idempotency_key_accept_it_once(CheckStage stage) =>
        await SubjectRaceChecks.RaceUnderOneKeyAsync(stage, stage.Node, await stage.OpenAsync().ConfigureAwait(false)).ConfigureAwait(false);

    private static async Task Two_nodes_that_race_for_incidents_share_them(CheckStage stage) =>
        await ClaimRaceChecks.RaceForIncidentsAsync(stage, stage.Node, await stage.OpenAsync().ConfigureAwait(false)).ConfigureAwait(false);

    private static async Task Two_nodes_that_race_for_outbox_rows_share_them(CheckStage stage) =>
        await ClaimRaceChecks.RaceForRowsAsync(stage, stage.Node, await stage.OpenAsync().ConfigureAwait(false)).ConfigureAwait(false);
}
