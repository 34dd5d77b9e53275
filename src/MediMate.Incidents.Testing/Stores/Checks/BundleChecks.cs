using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Messages that go out together: how they are found and locked, and when they are due.</summary>
internal static class BundleChecks
{
    private const string Key = "bundle/page/ben/sms/2026-03-02T02:00:00Z";

    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Bundle_gives_its_rows_of_all_incidents_in_the_order_in_which_they_were_written),
        StoreCheck.Of(Bundle_gives_the_incidents_of_what_is_pending_each_once),
        StoreCheck.Of(Bundle_is_loaded_with_the_row_that_asks_for_it),
        StoreCheck.Of(Row_that_moves_to_another_bundle_is_found_there_and_not_where_it_was),
        StoreCheck.Of(Row_that_a_bundle_carries_is_not_due_and_one_that_is_let_go_is),
        StoreCheck.Of(Bundle_that_nobody_has_is_empty),
    ];

    private static async Task Bundle_gives_its_rows_of_all_incidents_in_the_order_in_which_they_were_written(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"], rows: incident => [Held(incident, "b"), SampleRows.Message(incident, "alone"), SampleRows.LookUp(incident, "look-up")]).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"], rows: incident => [Held(incident, "a")]).ConfigureAwait(false);
        await stage.Node.CommitAsync(new StoreDecision { Rows = [BundleOf(first), Held(first, "c")] }).ConfigureAwait(false);

        await ExpectAsync(stage, Key, $"{first.Reference}/b", $"{second.Reference}/a", Key, $"{first.Reference}/c").ConfigureAwait(false);
    }

    private static async Task Bundle_gives_the_incidents_of_what_is_pending_each_once(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"], rows: incident => [Held(incident, "a"), Held(incident, "b")]).ConfigureAwait(false);
        await stage.Node.DeclareAsync(["K2"], rows: incident => [Held(incident, "a") with { Status = OutboxStatus.Done }]).ConfigureAwait(false);

        var loaded = await stage.Node.LoadAsync(new StoreRequest { Bundle = Key }).ConfigureAwait(false);
        stage.Expect.Sequence("the incidents", [SampleText.Of(first)], loaded.BundledIncidents.Select(SampleText.Of));
        stage.Expect.Equal("the number of rows", 3, loaded.Bundled.Length);
    }

    private static async Task Bundle_is_loaded_with_the_row_that_asks_for_it(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"], rows: incident => [Held(incident, "a"), SampleRows.Message(incident, "beside")]).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"], rows: incident => [Held(incident, "a")]).ConfigureAwait(false);

        // What the decision changes of the others is committed with it.
        await stage.Node.DecideAsync(new StoreRequest { Row = $"{second.Reference}/a", Bundle = Key }, loaded =>
        {
            stage.Expect.Equal("the incident", second.Reference, loaded.Incident?.Reference);
            stage.Expect.Equal("the row", $"{second.Reference}/a", loaded.Row?.Key);
            stage.Expect.Sequence("the incidents of the bundle", [first.Reference, second.Reference], loaded.BundledIncidents.Select(incident => incident.Reference).Order(StringComparer.Ordinal));
            return new StoreDecision { Rows = [.. loaded.Bundled.Select(row => row with { Status = OutboxStatus.Done })] };
        }).ConfigureAwait(false);

        stage.Expect.Sequence(
            "where the rows stand", [OutboxStatus.Done, OutboxStatus.Waiting, OutboxStatus.Done],
            (await stage.Node.OutboxAsync(first).ConfigureAwait(false)).Concat(await stage.Node.OutboxAsync(second).ConfigureAwait(false)).Select(row => row.Status));
    }

    private static async Task Row_that_moves_to_another_bundle_is_found_there_and_not_where_it_was(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], rows: incident => [Held(incident, "a"), Held(incident, "b")]).ConfigureAwait(false);
        await stage.Node.CommitAsync(new StoreDecision { Rows = [Held(incident, "a") with { BundledInto = "another" }] }).ConfigureAwait(false);
        await ExpectAsync(stage, Key, $"{incident.Reference}/b").ConfigureAwait(false);
        await ExpectAsync(stage, "another", $"{incident.Reference}/a").ConfigureAwait(false);

        await stage.Node.CommitAsync(new StoreDecision { Rows = [Held(incident, "b") with { BundledInto = null }] }).ConfigureAwait(false);
        await ExpectAsync(stage, Key).ConfigureAwait(false);
    }

    private static async Task Row_that_a_bundle_carries_is_not_due_and_one_that_is_let_go_is(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], rows: incident => [Held(incident, "a")]).ConfigureAwait(false);
        var carried = Held(incident, "a") with { Status = OutboxStatus.Sending };
        await stage.Node.CommitAsync(new StoreDecision { Rows = [carried, BundleOf(incident)] }).ConfigureAwait(false);

        stage.Expect.Equal("what is due next", SampleTime.At(60), await stage.Node.NextOutboxDueAsync().ConfigureAwait(false));
        stage.Expect.Sequence("what is claimed", [Key], (await stage.Node.ClaimOutboxAsync(60).ConfigureAwait(false)).Select(row => row.Key));

        await stage.Node.CommitAsync(new StoreDecision { Rows = [carried with { Status = OutboxStatus.Waiting, Undeliverable = "gone" }, BundleOf(incident) with { Status = OutboxStatus.Failed }] }).ConfigureAwait(false);
        stage.Expect.Sequence("what is claimed then", [$"{incident.Reference}/a"], (await stage.Node.ClaimOutboxAsync(60).ConfigureAwait(false)).Select(row => row.Key));
    }

    private static async Task Bundle_that_nobody_has_is_empty(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"], rows: incident => [Held(incident, "a"), SampleRows.Message(incident, "b")]).ConfigureAwait(false);

        await ExpectAsync(stage, "none").ConfigureAwait(false);
        stage.Expect.Equal("the number of rows without a bundle", 0, (await stage.Node.LoadAsync(new StoreRequest()).ConfigureAwait(false)).Bundled.Length);
    }

    private static OutboxMessage Held(Incident incident, string name) => SampleRows.Message(incident, name) with { BundledInto = Key };

    private static OutboxMessage BundleOf(Incident incident) =>
        SampleRows.Message(incident, "bundle", SampleTime.At(60), cause: 0) with { Key = Key, Status = OutboxStatus.Sending, Bundles = 2, Body = "and 2 more" };

    private static async Task ExpectAsync(CheckStage stage, string bundle, params string[] keys) => stage.Expect.Sequence(
        $"the rows of {bundle}", keys, (await stage.Node.LoadAsync(new StoreRequest { Bundle = bundle }).ConfigureAwait(false)).Bundled.Select(row => row.Key));
}
