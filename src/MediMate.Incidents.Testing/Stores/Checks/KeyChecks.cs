using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Who holds which key.</summary>
internal static class KeyChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Key_is_released_when_the_incident_no_longer_holds_it),
        StoreCheck.Of(Key_is_released_when_the_incident_no_longer_has_it),
        StoreCheck.Of(Key_is_taken_back_when_its_last_holder_holds_it_again),
        StoreCheck.Of(Key_is_taken_by_an_incident_that_did_not_have_it),
        StoreCheck.Of(Key_moves_between_incidents_in_one_commit),
    ];

    private static async Task Key_is_released_when_the_incident_no_longer_holds_it(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1", "K2"]).ConfigureAwait(false);

        await stage.Node.CommitAsync(incident.Noted() with { HeldKeys = ["K2"] }).ConfigureAwait(false);

        await ExpectAsync(stage, "K1", holder: null, incident.Reference).ConfigureAwait(false);
        await ExpectAsync(stage, "K2", incident.Reference, lastHolder: null).ConfigureAwait(false);
    }

    private static async Task Key_is_released_when_the_incident_no_longer_has_it(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1", "K2"]).ConfigureAwait(false);
        var without = incident.Then(new KeyNotHeld { Key = "K1", Holder = "INC-0" });
        stage.Expect.Sequence("the keys that are left", ["K2"], without.HeldKeys);

        await stage.Node.CommitAsync(without).ConfigureAwait(false);

        await ExpectAsync(stage, "K1", holder: null, incident.Reference).ConfigureAwait(false);
        await ExpectAsync(stage, "K2", incident.Reference, lastHolder: null).ConfigureAwait(false);
    }

    private static async Task Key_is_taken_back_when_its_last_holder_holds_it_again(CheckStage stage)
    {
        var released = (await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false)).Noted() with { HeldKeys = [] };
        await stage.Node.CommitAsync(released).ConfigureAwait(false);

        await stage.Node.CommitAsync(released.After.Noted() with { HeldKeys = ["K1"] }).ConfigureAwait(false);

        await ExpectAsync(stage, "K1", released.After.Reference, lastHolder: null).ConfigureAwait(false);
    }

    private static async Task Key_is_taken_by_an_incident_that_did_not_have_it(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync().ConfigureAwait(false);
        var change = incident.Noted();

        await stage.Node.CommitAsync(change with
        {
            After = change.After with { Keys = [new SignalKey { Key = "K1", Count = 1, FirstAt = SampleTime.Start, LastAt = SampleTime.Start }] },
            HeldKeys = ["K1"],
        }).ConfigureAwait(false);

        await ExpectAsync(stage, "K1", incident.Reference, lastHolder: null).ConfigureAwait(false);
    }

    private static async Task Key_moves_between_incidents_in_one_commit(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);
        var giving = first.Noted() with { HeldKeys = [] };
        var taking = second.Noted();
        taking = taking with { After = taking.After with { Keys = [.. second.Keys, .. first.Keys] }, HeldKeys = ["K2", "K1"] };

        await stage.Node.CommitAsync(giving, taking).ConfigureAwait(false);
        await ExpectAsync(stage, "K1", second.Reference, lastHolder: null).ConfigureAwait(false);
        await ExpectAsync(stage, "K2", second.Reference, lastHolder: null).ConfigureAwait(false);

        // The other way round: the one that takes stands before the one that gives.
        await stage.Node.CommitAsync(giving.After.Noted() with { HeldKeys = ["K1"] }, taking.After.Noted() with { HeldKeys = ["K2"] }).ConfigureAwait(false);
        await ExpectAsync(stage, "K1", first.Reference, lastHolder: null).ConfigureAwait(false);
        await ExpectAsync(stage, "K2", second.Reference, lastHolder: null).ConfigureAwait(false);
    }

    private static async Task ExpectAsync(CheckStage stage, string key, string? holder, string? lastHolder)
    {
        var loaded = await stage.Node.LoadAsync(new StoreRequest { Key = key }).ConfigureAwait(false);
        stage.Expect.Equal($"the holder of {key}", holder, loaded.Incident?.Reference);
        stage.Expect.Equal($"the last holder of {key}", lastHolder, loaded.LastHolder?.Reference);
    }
}
