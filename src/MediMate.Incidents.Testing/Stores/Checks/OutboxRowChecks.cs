using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>The rows of the outbox.</summary>
internal static class OutboxRowChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Rows_are_read_in_the_order_in_which_they_were_written),
        StoreCheck.Of(Row_with_a_known_key_replaces_the_one_before_in_its_place),
        StoreCheck.Of(Row_of_each_kind_is_read_back_with_all_its_members),
        StoreCheck.Of(Row_without_its_optional_members_is_read_back_without_them),
    ];

    private static async Task Rows_are_read_in_the_order_in_which_they_were_written(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], rows: incident => [SampleRows.Message(incident, "c", SampleTime.At(9)), SampleRows.LookUp(incident, "a")]).ConfigureAwait(false);
        await stage.Node.DeclareAsync(["K2"], rows: other => [SampleRows.Message(other, "a")]).ConfigureAwait(false);
        await stage.Node.CommitAsync(new StoreDecision { Rows = [SampleRows.Message(incident, "d"), SampleRows.Message(incident, "b", SampleTime.At(1))] }).ConfigureAwait(false);

        await ExpectAsync(stage, incident, "c", "a", "d", "b").ConfigureAwait(false);
    }

    private static async Task Row_with_a_known_key_replaces_the_one_before_in_its_place(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], rows: incident => [SampleRows.Message(incident, "a"), SampleRows.Message(incident, "b")]).ConfigureAwait(false);

        var failed = SampleRows.Message(incident, "a") with { Status = OutboxStatus.Failed, Reason = "no such number" };
        await stage.Node.CommitAsync(new StoreDecision { Rows = [SampleRows.Message(incident, "c"), failed] }).ConfigureAwait(false);

        await ExpectAsync(stage, incident, "a", "b", "c").ConfigureAwait(false);
        var rows = await stage.Node.OutboxAsync(incident).ConfigureAwait(false);
        stage.Expect.Sequence("where the rows stand", [OutboxStatus.Failed, OutboxStatus.Waiting, OutboxStatus.Waiting], rows.Select(row => row.Status));
        stage.Expect.Equal("the reason of the replaced row", "no such number", rows[0].Reason);
    }

    private static async Task Row_of_each_kind_is_read_back_with_all_its_members(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        foreach (var row in (OutboxRow[])[SampleRows.FullMessage(incident), SampleRows.FullLookUp(incident)])
        {
            await stage.Node.CommitAsync(new StoreDecision { Rows = [row] }).ConfigureAwait(false);

            var loaded = (await stage.Node.LoadAsync(new StoreRequest { Row = row.Key }).ConfigureAwait(false)).Row;
            stage.Expect.Equal($"the row {row.Key} when it is loaded", SampleText.Of(row), loaded is null ? "nothing" : SampleText.Of(loaded));
        }

        stage.Expect.Sequence(
            "the outbox",
            [SampleText.Of(SampleRows.FullMessage(incident)), SampleText.Of(SampleRows.FullLookUp(incident))],
            (await stage.Node.OutboxAsync(incident).ConfigureAwait(false)).Select(SampleText.Of));
        stage.Expect.Sequence(
            "the rows that are claimed", [SampleText.Of(SampleRows.FullMessage(incident))], (await stage.Node.ClaimOutboxAsync(second: 1000).ConfigureAwait(false)).Select(SampleText.Of));
    }

    private static async Task Row_without_its_optional_members_is_read_back_without_them(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        OutboxRow[] rows = [SampleRows.Message(incident, "a") with { Address = string.Empty, Text = string.Empty }, SampleRows.LookUp(incident, "b") with { Targets = [] }];

        await stage.Node.CommitAsync(new StoreDecision { Rows = [.. rows] }).ConfigureAwait(false);

        stage.Expect.Sequence("the outbox", rows.Select(SampleText.Of), (await stage.Node.OutboxAsync(incident).ConfigureAwait(false)).Select(SampleText.Of));
    }

    private static async Task ExpectAsync(CheckStage stage, Incident incident, params string[] names) => stage.Expect.Sequence(
        "the outbox", names.Select(name => $"{incident.Reference}/{name}"), (await stage.Node.OutboxAsync(incident).ConfigureAwait(false)).Select(row => row.Key));
}
