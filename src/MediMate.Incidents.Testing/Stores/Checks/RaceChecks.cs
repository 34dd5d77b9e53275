using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Many commands at once, each in a call of its own.</summary>
internal static class RaceChecks
{
    private const int Calls = 64;

    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Declarations_that_race_on_one_key_give_one_incident),
        StoreCheck.Of(Declarations_that_race_get_numbers_of_their_own),
        StoreCheck.Of(Commands_that_race_on_one_incident_all_land),
        StoreCheck.Of(Batches_that_race_on_the_same_incidents_all_land),
    ];

    /// <summary>Lets declarations race on one key, over one or more nodes, and looks what came of it.</summary>
    public static async Task RaceOnOneKeyAsync(CheckStage stage, params StoreNode[] nodes)
    {
        await stage.InParallelAsync(Calls, index => nodes[index % nodes.Length].DecideAsync(new StoreRequest { Key = "K1" }, loaded => new StoreDecision
        {
            Changes = [loaded.Incident is { } held ? held.Signalled("K1") : SampleChanges.Declared(loaded.NextNumber, "K1")],
        })).ConfigureAwait(false);

        var incident = (await nodes[0].LoadAsync(new StoreRequest { Key = "K1" }).ConfigureAwait(false)).Incident;
        stage.Expect.Equal("how many signals the one incident counted", Calls, incident?.Keys[0].Count);
        await ExpectWholeAsync(stage, incident!, Calls).ConfigureAwait(false);
    }

    /// <summary>Lets commands race on one incident, over one or more nodes, and looks what came of it.</summary>
    public static async Task RaceOnOneIncidentAsync(CheckStage stage, params StoreNode[] nodes)
    {
        var incident = await nodes[0].DeclareAsync(["K1"]).ConfigureAwait(false);

        await stage.InParallelAsync(Calls, index => nodes[index % nodes.Length].DecideAsync(
            new StoreRequest { Id = incident.Id }, loaded => new StoreDecision { Changes = [loaded.Incident!.Noted()], Rows = [SampleRows.Message(incident, $"{index}")] })).ConfigureAwait(false);

        await ExpectWholeAsync(stage, incident, 1 + Calls).ConfigureAwait(false);
        stage.Expect.Sequence(
            "the outbox",
            Enumerable.Range(0, Calls).Select(index => $"{incident.Reference}/{index}").Order(StringComparer.Ordinal),
            (await stage.Node.OutboxAsync(incident).ConfigureAwait(false)).Select(row => row.Key).Order(StringComparer.Ordinal));
    }

    private static Task Declarations_that_race_on_one_key_give_one_incident(CheckStage stage) => RaceOnOneKeyAsync(stage, stage.Node);

    private static Task Commands_that_race_on_one_incident_all_land(CheckStage stage) => RaceOnOneIncidentAsync(stage, stage.Node);

    private static async Task Declarations_that_race_get_numbers_of_their_own(CheckStage stage)
    {
        var references = new string[Calls];
        await stage.InParallelAsync(Calls, async index => references[index] = (await stage.Node.DeclareAsync([$"K{index}"]).ConfigureAwait(false)).Reference).ConfigureAwait(false);

        stage.Expect.Equal("how many references there are", Calls, references.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        for (var index = 0; index < Calls; index++)
        {
            stage.Expect.Equal($"the holder of K{index}", references[index], (await stage.Node.LoadAsync(new StoreRequest { Key = $"K{index}" }).ConfigureAwait(false)).Incident?.Reference);
        }
    }

    private static async Task Batches_that_race_on_the_same_incidents_all_land(CheckStage stage)
    {
        const int Batches = 16;
        var first = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);

        // Every other batch names them the other way round, as two nodes would that wait for each other.
        await stage.InParallelAsync(Batches, index => stage.Node.DecideAsync(
            index % 2 == 0 ? [new() { Id = first.Id }, new() { Id = second.Id }] : [new() { Id = second.Id }, new() { Id = first.Id }],
            (_, loaded) => new StoreDecision { Changes = [loaded.Incident!.Noted()] })).ConfigureAwait(false);

        await ExpectWholeAsync(stage, first, 1 + Batches).ConfigureAwait(false);
        await ExpectWholeAsync(stage, second, 1 + Batches).ConfigureAwait(false);
    }

    private static async Task ExpectWholeAsync(CheckStage stage, Incident incident, int version)
    {
        stage.Expect.Equal($"the version of {incident.Reference}", version, (await stage.Node.FindAsync(incident.Id).ConfigureAwait(false)).Version);
        stage.Expect.Sequence(
            $"the sequence of the events of {incident.Reference}", Enumerable.Range(1, version), (await stage.Node.EventsAsync(incident).ConfigureAwait(false)).Select(happened => happened.Sequence));
    }
}
