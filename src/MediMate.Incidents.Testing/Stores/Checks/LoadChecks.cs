using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>What a request loads.</summary>
internal static class LoadChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Store_is_empty_when_it_is_opened_for_a_check),
        StoreCheck.Of(Request_by_id_loads_the_incident),
        StoreCheck.Of(Request_by_key_loads_its_holder),
        StoreCheck.Of(Request_by_key_loads_the_last_holder_when_nobody_holds_it),
        StoreCheck.Of(Request_by_key_compares_it_exactly),
        StoreCheck.Of(Request_by_row_loads_its_incident_and_the_rows_of_the_same_cause),
        StoreCheck.Of(Request_with_key_holders_loads_the_others_that_hold_its_keys),
        StoreCheck.Of(Request_with_a_second_incident_loads_it_beside),
        StoreCheck.Of(Request_with_a_further_key_loads_its_holder_beside_the_others),
        StoreCheck.Of(Request_without_a_name_loads_nothing),
        StoreCheck.Of(Request_by_an_unknown_name_loads_nothing),
    ];

    private static async Task Store_is_empty_when_it_is_opened_for_a_check(CheckStage stage)
    {
        stage.Expect.Equal("what is due next in an empty store", null, await stage.Node.NextDueAsync().ConfigureAwait(false));
        stage.Expect.Equal("what is due next in an empty outbox", null, await stage.Node.NextOutboxDueAsync().ConfigureAwait(false));
        stage.Expect.Empty("what can be claimed in an empty store", await stage.Node.ClaimAsync(second: 0).ConfigureAwait(false));
        stage.Expect.Equal("what the first reference finds", null, (await stage.Node.Store.FindByReferenceAsync("INC-1", stage.CancellationToken).ConfigureAwait(false))?.Reference);
    }

    private static async Task Request_by_id_loads_the_incident(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);

        var loaded = await stage.Node.LoadAsync(new StoreRequest { Id = first.Id }).ConfigureAwait(false);

        Expect(stage, loaded, first.Reference);
        stage.Expect.Equal("the incident that is loaded by id", SampleText.Of(first), SampleText.Of(loaded.Incident!));
    }

    private static async Task Request_by_key_loads_its_holder(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2", "K3"]).ConfigureAwait(false);

        Expect(stage, await stage.Node.LoadAsync(new StoreRequest { Key = "K2" }).ConfigureAwait(false), second.Reference);
        Expect(stage, await stage.Node.LoadAsync(new StoreRequest { Key = "K3" }).ConfigureAwait(false), second.Reference);
    }

    private static async Task Request_by_key_loads_the_last_holder_when_nobody_holds_it(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        await stage.Node.CommitAsync(first.Ended()).ConfigureAwait(false);
        Expect(stage, await stage.Node.LoadAsync(new StoreRequest { Key = "K1" }).ConfigureAwait(false), lastHolder: first.Reference);

        var second = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        Expect(stage, await stage.Node.LoadAsync(new StoreRequest { Key = "K1" }).ConfigureAwait(false), second.Reference);

        var ended = second.Ended();
        await stage.Node.CommitAsync(ended).ConfigureAwait(false);
        var loaded = await stage.Node.LoadAsync(new StoreRequest { Key = "K1" }).ConfigureAwait(false);
        Expect(stage, loaded, lastHolder: second.Reference);
        stage.Expect.Equal("the snapshot of the last holder", SampleText.Of(ended.After), SampleText.Of(loaded.LastHolder!));
    }

    private static async Task Request_by_key_compares_it_exactly(CheckStage stage)
    {
        var lower = await stage.Node.DeclareAsync(["probe/é"]).ConfigureAwait(false);
        var upper = await stage.Node.DeclareAsync(["PROBE/É"]).ConfigureAwait(false);
        var spaced = await stage.Node.DeclareAsync(["probe/é "]).ConfigureAwait(false);

        Expect(stage, await stage.Node.LoadAsync(new StoreRequest { Key = "probe/é" }).ConfigureAwait(false), lower.Reference);
        Expect(stage, await stage.Node.LoadAsync(new StoreRequest { Key = "PROBE/É" }).ConfigureAwait(false), upper.Reference);
        Expect(stage, await stage.Node.LoadAsync(new StoreRequest { Key = "probe/é " }).ConfigureAwait(false), spaced.Reference);
    }

    private static async Task Request_by_row_loads_its_incident_and_the_rows_of_the_same_cause(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"], rows: incident =>
        [
            SampleRows.Message(incident, "a"),
            SampleRows.LookUp(incident, "b"),
            SampleRows.Message(incident, "c", cause: 2),
            SampleRows.Message(incident, "d"),
        ]).ConfigureAwait(false);
        await stage.Node.DeclareAsync(["K2"], rows: incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);

        var loaded = await stage.Node.LoadAsync(new StoreRequest { Row = $"{first.Reference}/a" }).ConfigureAwait(false);

        Expect(stage, loaded, first.Reference);
        stage.Expect.Equal("the row that is loaded by its key", SampleText.Of(SampleRows.Message(first, "a")), loaded.Row is null ? "nothing" : SampleText.Of(loaded.Row));
        stage.Expect.Sequence(
            "the other rows of the same cause", [$"{first.Reference}/b", $"{first.Reference}/d"], loaded.Siblings.Select(row => row.Key).Order(StringComparer.Ordinal));
    }

    private static async Task Request_with_key_holders_loads_the_others_that_hold_its_keys(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1", "K2", "K3"]).ConfigureAwait(false);
        await stage.Node.CommitAsync(first.Ended()).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2", "K3"]).ConfigureAwait(false);
        await stage.Node.DeclareAsync(["K4"]).ConfigureAwait(false);

        var plain = await stage.Node.LoadAsync(new StoreRequest { Id = first.Id }).ConfigureAwait(false);
        var byId = await stage.Node.LoadAsync(new StoreRequest { Id = first.Id, WithKeyHolders = true }).ConfigureAwait(false);
        var byKey = await stage.Node.LoadAsync(new StoreRequest { Key = "K1", WithKeyHolders = true }).ConfigureAwait(false);
        var holder = await stage.Node.LoadAsync(new StoreRequest { Id = second.Id, WithKeyHolders = true }).ConfigureAwait(false);

        stage.Expect.Empty("the key holders that nobody asked for", SampleText.References(plain.KeyHolders));
        stage.Expect.Sequence("the holders of an incident's keys", [second.Reference], SampleText.References(byId.KeyHolders));
        stage.Expect.Sequence("the holders of the keys of a key's last holder", [second.Reference], SampleText.References(byKey.KeyHolders));
        stage.Expect.Empty("the holders of the keys that an incident holds itself", SampleText.References(holder.KeyHolders));
    }

    private static async Task Request_with_a_second_incident_loads_it_beside(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);

        var loaded = await stage.Node.LoadAsync(new StoreRequest { Id = first.Id, Beside = second.Id }).ConfigureAwait(false);
        var byKey = await stage.Node.LoadAsync(new StoreRequest { Key = "K2", Beside = first.Id }).ConfigureAwait(false);
        var unknown = await stage.Node.LoadAsync(new StoreRequest { Id = first.Id, Beside = default(IncidentId) }).ConfigureAwait(false);

        Expect(stage, loaded, first.Reference);
        stage.Expect.Equal("the second incident", SampleText.Of(second), loaded.Beside is { } beside ? SampleText.Of(beside) : null);
        Expect(stage, byKey, second.Reference);
        stage.Expect.Equal("the second incident beside a key", first.Reference, byKey.Beside?.Reference);
        Expect(stage, unknown, first.Reference);
        stage.Expect.Equal("a second incident that is unknown", null, unknown.Beside?.Reference);
    }

    private static async Task Request_with_a_further_key_loads_its_holder_beside_the_others(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1", "K2"]).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K3"]).ConfigureAwait(false);

        stage.Expect.Sequence("the holder of a further key", [second.Reference], await HoldersAsync(new StoreRequest { Id = first.Id, AlsoKey = "K3" }).ConfigureAwait(false));
        stage.Expect.Sequence(
            "the holder of a further key, and of the incident's own", [second.Reference], await HoldersAsync(new StoreRequest { Key = "K1", AlsoKey = "K3", WithKeyHolders = true }).ConfigureAwait(false));
        stage.Expect.Empty("the holder of a further key that the incident holds itself", await HoldersAsync(new StoreRequest { Id = first.Id, AlsoKey = "K2" }).ConfigureAwait(false));
        stage.Expect.Empty("the holder of a further key that nobody holds", await HoldersAsync(new StoreRequest { Id = first.Id, AlsoKey = "K4" }).ConfigureAwait(false));

        async Task<IEnumerable<string>> HoldersAsync(StoreRequest request) =>
            SampleText.References((await stage.Node.LoadAsync(request).ConfigureAwait(false)).KeyHolders);
    }

    private static async Task Request_without_a_name_loads_nothing(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);

        Expect(stage, await stage.Node.LoadAsync(new StoreRequest()).ConfigureAwait(false));
    }

    private static async Task Request_by_an_unknown_name_loads_nothing(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"], rows: incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);

        Expect(stage, await stage.Node.LoadAsync(new StoreRequest { Id = default(IncidentId), WithKeyHolders = true }).ConfigureAwait(false));
        Expect(stage, await stage.Node.LoadAsync(new StoreRequest { Key = "K2", WithKeyHolders = true }).ConfigureAwait(false));
        Expect(stage, await stage.Node.LoadAsync(new StoreRequest { Row = "INC-1/b" }).ConfigureAwait(false));
    }

    private static void Expect(CheckStage stage, StoreLoaded loaded, string? incident = null, string? lastHolder = null)
    {
        stage.Expect.Equal("the incident that is loaded", incident, loaded.Incident?.Reference);
        stage.Expect.Equal("the last holder that is loaded", lastHolder, loaded.LastHolder?.Reference);
        if (incident is null)
        {
            stage.Expect.Equal("the row that is loaded", null, loaded.Row?.Key);
            stage.Expect.Empty("the rows of the same cause", loaded.Siblings.Select(row => row.Key));
            stage.Expect.Empty("the key holders that are loaded", SampleText.References(loaded.KeyHolders));
        }
    }
}
