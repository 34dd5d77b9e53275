using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Claims of outbox rows, and leases that are prolonged.</summary>
internal static class OutboxClaimChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Outbox_claim_gives_the_longest_waiting_first),
        StoreCheck.Of(Outbox_claim_gives_no_more_than_its_limit),
        StoreCheck.Of(Outbox_claim_leaves_what_is_due_later_or_done),
        StoreCheck.Of(Outbox_claim_keeps_its_rows_from_other_claims_until_the_lease_ends),
        StoreCheck.Of(Outbox_claim_leaves_the_messages_of_busy_channels_ignoring_case),
        StoreCheck.Of(Outbox_claim_reaches_its_limit_behind_the_messages_of_busy_channels),
        StoreCheck.Of(Commit_of_a_row_ends_its_claim),
        StoreCheck.Of(Prolonged_lease_keeps_a_row_until_its_new_end),
        StoreCheck.Of(Prolonging_the_lease_of_a_done_or_unknown_row_changes_nothing),
    ];

    private static async Task Outbox_claim_gives_the_longest_waiting_first(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(
            ["K1"], rows: incident => [SampleRows.Message(incident, "c", SampleTime.At(30)), SampleRows.LookUp(incident, "a", SampleTime.At(10))]).ConfigureAwait(false);
        var other = await stage.Node.DeclareAsync(["K2"], rows: incident => [SampleRows.Message(incident, "b", SampleTime.At(20)) with { Status = OutboxStatus.Sending }]).ConfigureAwait(false);

        await ExpectAsync(stage, "what is claimed", 60, $"{incident.Reference}/a", $"{other.Reference}/b", $"{incident.Reference}/c").ConfigureAwait(false);
    }

    private static async Task Outbox_claim_gives_no_more_than_its_limit(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"], rows: incident => [.. Enumerable.Range(1, 5).Select(number => SampleRows.Message(incident, $"{number}", SampleTime.At(number)))]).ConfigureAwait(false);

        stage.Expect.Sequence("what is claimed with a limit of 3", ["1", "2", "3"], Names(await stage.Node.ClaimOutboxAsync(60, limit: 3).ConfigureAwait(false)));
        stage.Expect.Sequence("what is claimed then", ["4", "5"], Names(await stage.Node.ClaimOutboxAsync(60, limit: 3).ConfigureAwait(false)));
    }

    private static async Task Outbox_claim_leaves_what_is_due_later_or_done(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], rows: incident =>
        [
            SampleRows.Message(incident, "now", SampleTime.At(10)),
            SampleRows.Message(incident, "later", SampleTime.At(11)),
            SampleRows.Message(incident, "done", SampleTime.At(1)) with { Status = OutboxStatus.Done },
            SampleRows.Message(incident, "suppressed", SampleTime.At(1)) with { Status = OutboxStatus.Suppressed },
            SampleRows.LookUp(incident, "failed", SampleTime.At(1)) with { Status = OutboxStatus.Failed },
        ]).ConfigureAwait(false);

        await ExpectAsync(stage, "what is claimed a second before", 9).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed at its instant", 10, $"{incident.Reference}/now").ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed a second later", 11, $"{incident.Reference}/later").ConfigureAwait(false);
    }

    private static async Task Outbox_claim_keeps_its_rows_from_other_claims_until_the_lease_ends(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], rows: incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);
        var before = SampleText.Of((await stage.Node.OutboxAsync(incident).ConfigureAwait(false))[0]);

        await ExpectAsync(stage, "what is claimed", 0, $"{incident.Reference}/a").ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed again at once", 0).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed a second before the lease ends", 59).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed when the lease ends", 60, $"{incident.Reference}/a").ConfigureAwait(false);
        stage.Expect.Equal("the row that was claimed and not changed", before, SampleText.Of((await stage.Node.OutboxAsync(incident).ConfigureAwait(false))[0]));
    }

    private static async Task Outbox_claim_leaves_the_messages_of_busy_channels_ignoring_case(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], rows: incident =>
        [
            SampleRows.Message(incident, "a", SampleTime.At(1), channel: "SMS"),
            SampleRows.Message(incident, "b", SampleTime.At(2), channel: "mail"),
            SampleRows.LookUp(incident, "c", SampleTime.At(3)),
        ]).ConfigureAwait(false);

        stage.Expect.Sequence("what is claimed without \"sms\" and \"Mail\"", ["c"], Names(await stage.Node.ClaimOutboxAsync(10, 100, "sms", "Mail").ConfigureAwait(false)));
        stage.Expect.Sequence("what is claimed without \"sms\"", ["b"], Names(await stage.Node.ClaimOutboxAsync(10, 100, "sms").ConfigureAwait(false)));
        await ExpectAsync(stage, "what is claimed when no channel is busy", 10, $"{incident.Reference}/a").ConfigureAwait(false);
    }

    private static async Task Outbox_claim_reaches_its_limit_behind_the_messages_of_busy_channels(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"], rows: incident =>
        [
            .. Enumerable.Range(0, 50).Select(number => SampleRows.Message(incident, $"sms{number}", SampleTime.At(0))),
            SampleRows.Message(incident, "a", SampleTime.At(1), channel: "mail"),
            SampleRows.Message(incident, "b", SampleTime.At(2), channel: "mail"),
        ]).ConfigureAwait(false);

        stage.Expect.Sequence("what is claimed behind 50 messages of a busy channel", ["a", "b"], Names(await stage.Node.ClaimOutboxAsync(10, 2, "sms").ConfigureAwait(false)));
    }

    private static async Task Commit_of_a_row_ends_its_claim(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], rows: incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed", 0, $"{incident.Reference}/a").ConfigureAwait(false);

        await stage.Node.CommitAsync(new StoreDecision { Rows = [SampleRows.Message(incident, "a", SampleTime.At(20))] }).ConfigureAwait(false);

        await ExpectAsync(stage, "what is claimed a second before the new instant", 19).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed at the new instant, in the middle of the lease", 20, $"{incident.Reference}/a").ConfigureAwait(false);
    }

    private static async Task Prolonged_lease_keeps_a_row_until_its_new_end(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], rows: incident => [SampleRows.Message(incident, "a"), SampleRows.Message(incident, "b")]).ConfigureAwait(false);
        await stage.Node.ClaimOutboxAsync(0).ConfigureAwait(false);

        await stage.Node.ExtendLeaseAsync($"{incident.Reference}/a", SampleTime.At(120)).ConfigureAwait(false);

        await ExpectAsync(stage, "what is claimed when the first lease ends", 60, $"{incident.Reference}/b").ConfigureAwait(false);
        await stage.Node.CommitAsync(new StoreDecision { Rows = [SampleRows.Message(incident, "b") with { Status = OutboxStatus.Done }] }).ConfigureAwait(false);
        stage.Expect.Equal("what is due next in the outbox", SampleTime.At(120), await stage.Node.NextOutboxDueAsync().ConfigureAwait(false));
        await ExpectAsync(stage, "what is claimed a second before the new end", 119).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed at the new end", 120, $"{incident.Reference}/a").ConfigureAwait(false);
    }

    private static async Task Prolonging_the_lease_of_a_done_or_unknown_row_changes_nothing(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], rows: incident => [SampleRows.Message(incident, "a"), SampleRows.Message(incident, "b", SampleTime.At(10))]).ConfigureAwait(false);
        await stage.Node.CommitAsync(new StoreDecision { Rows = [SampleRows.Message(incident, "a") with { Status = OutboxStatus.Done }] }).ConfigureAwait(false);

        await stage.Node.ExtendLeaseAsync($"{incident.Reference}/a", SampleTime.At(120)).ConfigureAwait(false);
        await stage.Node.ExtendLeaseAsync("INC-0/unknown", SampleTime.At(120)).ConfigureAwait(false);

        stage.Expect.Equal("what is due next in the outbox", SampleTime.At(10), await stage.Node.NextOutboxDueAsync().ConfigureAwait(false));
        await ExpectAsync(stage, "what is claimed", 1000, $"{incident.Reference}/b").ConfigureAwait(false);
    }

    private static async Task ExpectAsync(CheckStage stage, string subject, int second, params string[] expected) =>
        stage.Expect.Sequence(subject, expected, (await stage.Node.ClaimOutboxAsync(second).ConfigureAwait(false)).Select(row => row.Key));

    private static IEnumerable<string> Names(IEnumerable<OutboxRow> rows) => rows.Select(row => row.Key[(row.Key.IndexOf('/', StringComparison.Ordinal) + 1)..]);
}
