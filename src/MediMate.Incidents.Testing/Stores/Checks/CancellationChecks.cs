using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Calls with a token that is cancelled already.</summary>
internal static class CancellationChecks
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Cancelled_call_commits_nothing),
        StoreCheck.Of(Cancelled_claim_takes_nothing),
        StoreCheck.Of(Cancelled_postponing_and_prolonging_change_nothing),
        StoreCheck.Of(Cancelled_keeping_of_a_playbook_keeps_nothing),
    ];

    private static async Task Cancelled_call_commits_nothing(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(30)).ConfigureAwait(false);
        var before = await stage.Node.StateAsync(incident).ConfigureAwait(false);

        await ExpectAsync(stage, "ExecuteAsync", async () => await stage.Node.Store.ExecuteAsync(
            [new StoreRequest { Id = incident.Id }], (_, loaded) => new StoreDecision { Changes = [loaded.Incident!.Noted()] }, Cancelled).ConfigureAwait(false)).ConfigureAwait(false);

        stage.Expect.Equal("what is kept", before, await stage.Node.StateAsync(incident).ConfigureAwait(false));
    }

    private static async Task Cancelled_claim_takes_nothing(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"], SampleTime.At(0), incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);
        var claim = SampleTime.Claim(second: 0, limit: 10);

        await ExpectAsync(stage, "ClaimDueAsync", async () => await stage.Node.Store.ClaimDueAsync(claim, Cancelled).ConfigureAwait(false)).ConfigureAwait(false);
        await ExpectAsync(stage, "ClaimOutboxAsync", async () => await stage.Node.Store.ClaimOutboxAsync(claim, Cancelled).ConfigureAwait(false)).ConfigureAwait(false);

        stage.Expect.Sequence("the attempts of what is claimed", [1], (await stage.Node.ClaimAsync(0).ConfigureAwait(false)).Select(subject => subject.Attempts));
        stage.Expect.Equal("the number of rows that are claimed", 1, (await stage.Node.ClaimOutboxAsync(0).ConfigureAwait(false)).Length);
    }

    private static async Task Cancelled_postponing_and_prolonging_change_nothing(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(0), incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);
        var claimed = (await stage.Node.ClaimAsync(0).ConfigureAwait(false))[0];
        await stage.Node.ClaimOutboxAsync(0).ConfigureAwait(false);

        await ExpectAsync(stage, "PostponeAsync", async () => await stage.Node.Store.PostponeAsync(claimed, SampleTime.At(200), Cancelled).ConfigureAwait(false)).ConfigureAwait(false);
        await ExpectAsync(
            stage, "ExtendLeaseAsync", async () => await stage.Node.Store.ExtendLeaseAsync($"{incident.Reference}/a", SampleTime.At(200), Cancelled).ConfigureAwait(false)).ConfigureAwait(false);

        stage.Expect.Equal("what is due next", SampleTime.At(60), await stage.Node.NextDueAsync().ConfigureAwait(false));
        stage.Expect.Equal("what is due next in the outbox", SampleTime.At(60), await stage.Node.NextOutboxDueAsync().ConfigureAwait(false));
    }

    private static async Task Cancelled_keeping_of_a_playbook_keeps_nothing(CheckStage stage)
    {
        await ExpectAsync(stage, "SavePlaybookAsync", async () => await stage.Node.Store.SavePlaybookAsync("1", "{}"u8.ToArray(), Cancelled).ConfigureAwait(false)).ConfigureAwait(false);

        stage.Expect.Equal("whether the playbook is kept", expected: false, (await stage.Node.Store.ReadPlaybookAsync("1", stage.CancellationToken).ConfigureAwait(false)).HasValue);
    }

    private static async Task ExpectAsync(CheckStage stage, string call, Func<Task> work) =>
        await stage.Expect.ThrowsAsync<OperationCanceledException>($"{call} with a cancelled token", work).ConfigureAwait(false);
}
