using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>The numbers of which references are made.</summary>
internal static class NumberChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Number_is_given_where_something_can_be_declared),
        StoreCheck.Of(Number_is_zero_where_nothing_can_be_declared),
        StoreCheck.Of(Number_rises_with_each_declaration),
    ];

    private static async Task Number_is_given_where_something_can_be_declared(CheckStage stage)
    {
        await stage.Node.CommitAsync((await stage.Node.DeclareAsync(["released"]).ConfigureAwait(false)).Ended()).ConfigureAwait(false);

        foreach (var request in (StoreRequest[])[new(), new() { Key = "unknown" }, new() { Key = "released" }, new() { Key = "released", WithKeyHolders = true }])
        {
            var number = (await stage.Node.LoadAsync(request).ConfigureAwait(false)).NextNumber;
            stage.Expect.Holds(number > 0, $"a number for a declaration with the key {request.Key ?? "none"}", $"{number}");
        }
    }

    private static async Task Number_is_zero_where_nothing_can_be_declared(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["held"], rows: incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);

        stage.Expect.Equal("the number with a held key", 0, (await stage.Node.LoadAsync(new StoreRequest { Key = "held" }).ConfigureAwait(false)).NextNumber);
        stage.Expect.Equal("the number with an id", 0, (await stage.Node.LoadAsync(new StoreRequest { Id = incident.Id }).ConfigureAwait(false)).NextNumber);
        stage.Expect.Equal("the number with an unknown id", 0, (await stage.Node.LoadAsync(new StoreRequest { Id = default(IncidentId) }).ConfigureAwait(false)).NextNumber);
        stage.Expect.Equal("the number with a row", 0, (await stage.Node.LoadAsync(new StoreRequest { Row = $"{incident.Reference}/a" }).ConfigureAwait(false)).NextNumber);
        stage.Expect.Equal("the number with an unknown row", 0, (await stage.Node.LoadAsync(new StoreRequest { Row = "INC-0/b" }).ConfigureAwait(false)).NextNumber);
    }

    private static async Task Number_rises_with_each_declaration(CheckStage stage)
    {
        var last = 0L;
        for (var i = 0; i < 5; i++)
        {
            var number = (await stage.Node.LoadAsync(new StoreRequest()).ConfigureAwait(false)).NextNumber;
            stage.Expect.Holds(number > last, $"a number above {last}", $"{number}");
            last = number;
            await stage.Node.DeclareAsync().ConfigureAwait(false);
        }
    }
}
