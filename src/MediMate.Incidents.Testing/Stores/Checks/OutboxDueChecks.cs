using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>When an outbox row is due next.</summary>
internal static class OutboxDueChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Next_outbox_due_is_the_earliest_of_the_rows_to_be_done),
        StoreCheck.Of(Next_outbox_due_follows_each_commit_of_a_row),
        StoreCheck.Of(Next_outbox_due_passes_over_busy_channels_ignoring_case),
        StoreCheck.Of(Next_outbox_due_is_the_end_of_the_lease_once_claimed),
    ];

    private static async Task Next_outbox_due_is_the_earliest_of_the_rows_to_be_done(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"], due: SampleTime.At(1), rows: incident =>
        [
            SampleRows.Message(incident, "a", SampleTime.At(30)),
            SampleRows.Message(incident, "b", SampleTime.At(10)) with { Status = OutboxStatus.Done },
            SampleRows.Message(incident, "c", SampleTime.At(11)) with { Status = OutboxStatus.Suppressed },
            SampleRows.LookUp(incident, "d", SampleTime.At(12)) with { Status = OutboxStatus.Failed },
            SampleRows.Message(incident, "e", SampleTime.At(20)) with { Status = OutboxStatus.Sending },
        ]).ConfigureAwait(false);

        stage.Expect.Equal("what is due next in the outbox", SampleTime.At(20), await stage.Node.NextOutboxDueAsync().ConfigureAwait(false));
    }

    private static async Task Next_outbox_due_follows_each_commit_of_a_row(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], rows: incident => [SampleRows.Message(incident, "a", SampleTime.At(30))]).ConfigureAwait(false);
        foreach (var second in (int[])[10, 50, 10])
        {
            await stage.Node.CommitAsync(new StoreDecision { Rows = [SampleRows.Message(incident, "a", SampleTime.At(second)) with { Status = OutboxStatus.Sending }] }).ConfigureAwait(false);
            stage.Expect.Equal("what is due next in the outbox", SampleTime.At(second), await stage.Node.NextOutboxDueAsync().ConfigureAwait(false));
        }

        await stage.Node.CommitAsync(new StoreDecision { Rows = [SampleRows.Message(incident, "a", SampleTime.At(10)) with { Status = OutboxStatus.Done }] }).ConfigureAwait(false);
        stage.Expect.Equal("what is due next in the outbox when the row is done", null, await stage.Node.NextOutboxDueAsync().ConfigureAwait(false));
    }

    private static async Task Next_outbox_due_passes_over_busy_channels_ignoring_case(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"], rows: incident =>
        [
            SampleRows.Message(incident, "a", SampleTime.At(10), channel: "SMS"),
            SampleRows.Message(incident, "b", SampleTime.At(20), channel: "mail"),
            SampleRows.LookUp(incident, "c", SampleTime.At(30)),
        ]).ConfigureAwait(false);

        stage.Expect.Equal("what is due next without \"sms\"", SampleTime.At(20), await stage.Node.NextOutboxDueAsync("sms").ConfigureAwait(false));
        stage.Expect.Equal("what is due next without \"Mail\" and \"Sms\"", SampleTime.At(30), await stage.Node.NextOutboxDueAsync("Mail", "Sms").ConfigureAwait(false));
        stage.Expect.Equal("what is due next without \"sm\"", SampleTime.At(10), await stage.Node.NextOutboxDueAsync("sm").ConfigureAwait(false));
    }

    private static async Task Next_outbox_due_is_the_end_of_the_lease_once_claimed(CheckStage stage)
    {
        await stage.Node.DeclareAsync(
            ["K1"], rows: incident => [SampleRows.LookUp(incident, "a", SampleTime.At(0)), SampleRows.Message(incident, "b", SampleTime.At(90))]).ConfigureAwait(false);

        await stage.Node.ClaimOutboxAsync(second: 5).ConfigureAwait(false);

        stage.Expect.Equal("what is due next in the outbox", SampleTime.At(65), await stage.Node.NextOutboxDueAsync().ConfigureAwait(false));
    }
}
