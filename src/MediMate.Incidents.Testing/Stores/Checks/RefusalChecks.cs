using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>What a commit refuses: then nothing of the decision is kept.</summary>
internal static class RefusalChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Commit_of_a_stale_version_is_refused_and_changes_nothing),
        StoreCheck.Of(Commit_of_a_declaration_that_exists_is_refused_and_changes_nothing),
        StoreCheck.Of(Commit_of_a_change_to_an_unknown_incident_is_refused_and_keeps_nothing),
        StoreCheck.Of(Commit_of_a_key_that_another_holds_is_refused_and_changes_nothing),
        StoreCheck.Of(Commit_of_one_key_for_two_incidents_is_refused_and_keeps_nothing),
        StoreCheck.Of(Commit_of_several_incidents_changes_none_when_the_last_does_not_fit),
    ];

    private static async Task Commit_of_a_stale_version_is_refused_and_changes_nothing(CheckStage stage)
    {
        var stale = await stage.Node.DeclareAsync(["K1"], SampleTime.At(30)).ConfigureAwait(false);
        await stage.Node.NoteAsync(stale, SampleTime.At(40)).ConfigureAwait(false);

        await RefusedAsync(stage, "MMI3003", stale, new StoreDecision
        {
            Changes = [stale.Noted() with { HeldKeys = [], NextDueAt = SampleTime.At(5) }],
            Rows = [SampleRows.Message(stale, "a")],
        }).ConfigureAwait(false);
    }

    private static async Task Commit_of_a_declaration_that_exists_is_refused_and_changes_nothing(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(30)).ConfigureAwait(false);

        await RefusedAsync(stage, "MMI3003", incident, new StoreDecision { Changes = [incident.Noted() with { ExpectedVersion = 0, NextDueAt = SampleTime.At(5) }] }).ConfigureAwait(false);
    }

    private static async Task Commit_of_a_change_to_an_unknown_incident_is_refused_and_keeps_nothing(CheckStage stage)
    {
        var unknown = SampleChanges.Declared(1000, "K1").After;

        await RefusedAsync(stage, "MMI3003", unknown, new StoreDecision { Changes = [unknown.Noted() with { NextDueAt = SampleTime.At(5) }] }).ConfigureAwait(false);
    }

    private static async Task Commit_of_a_key_that_another_holds_is_refused_and_changes_nothing(CheckStage stage)
    {
        var holder = await stage.Node.DeclareAsync(["K1"], SampleTime.At(30)).ConfigureAwait(false);
        var other = await stage.Node.DeclareAsync(["K2"], SampleTime.At(40)).ConfigureAwait(false);
        var taking = other.Noted();
        var decision = new StoreDecision
        {
            Changes = [taking with { After = taking.After with { Keys = [.. other.Keys, .. holder.Keys] }, HeldKeys = ["K2", "K1"], NextDueAt = SampleTime.At(5) }],
            Rows = [SampleRows.Message(other, "a")],
        };

        await RefusedAsync(stage, "MMI3004", other, decision).ConfigureAwait(false);
        stage.Expect.Equal("the holder of the key", holder.Reference, (await stage.Node.LoadAsync(new StoreRequest { Key = "K1" }).ConfigureAwait(false)).Incident?.Reference);
        await RefusedAsync(stage, "MMI3004", SampleChanges.Declared(1000).After, new StoreDecision { Changes = [SampleChanges.Declared(1000, "K1")] }).ConfigureAwait(false);
        stage.Expect.Equal("the holder of the key", holder.Reference, (await stage.Node.LoadAsync(new StoreRequest { Key = "K1" }).ConfigureAwait(false)).Incident?.Reference);
    }

    private static async Task Commit_of_one_key_for_two_incidents_is_refused_and_keeps_nothing(CheckStage stage)
    {
        var first = SampleChanges.Declared(1000, "K1");
        var second = SampleChanges.Declared(1001, "K1");
        var decision = new StoreDecision { Changes = [first, second] };

        await RefusedAsync(stage, "MMI3004", first.After, decision).ConfigureAwait(false);
        await RefusedAsync(stage, "MMI3004", second.After, decision).ConfigureAwait(false);
    }

    private static async Task Commit_of_several_incidents_changes_none_when_the_last_does_not_fit(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"], SampleTime.At(30)).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"], SampleTime.At(40)).ConfigureAwait(false);
        await stage.Node.NoteAsync(second, SampleTime.At(50)).ConfigureAwait(false);
        var decision = new StoreDecision
        {
            Changes = [first.Ended() with { NextDueAt = SampleTime.At(5) }, second.Noted()],
            Rows = [SampleRows.Message(first, "a"), SampleRows.Message(second, "a")],
        };

        await RefusedAsync(stage, "MMI3003", first, decision).ConfigureAwait(false);
        stage.Expect.Empty("the outbox of the other incident", (await stage.Node.OutboxAsync(second).ConfigureAwait(false)).Select(row => row.Key));
    }

    private static async Task RefusedAsync(CheckStage stage, string code, Incident incident, StoreDecision decision)
    {
        var before = await stage.Node.StateAsync(incident).ConfigureAwait(false);

        await stage.Expect.RefusedAsync("the commit", code, () => stage.Node.CommitAsync(decision)).ConfigureAwait(false);

        stage.Expect.Equal($"what is kept of {incident.Reference}", before, await stage.Node.StateAsync(incident).ConfigureAwait(false));
    }
}
