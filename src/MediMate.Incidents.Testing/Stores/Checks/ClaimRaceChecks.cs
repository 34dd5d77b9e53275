using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Several claimers at once: each piece of work is done once, and all of it.</summary>
internal static class ClaimRaceChecks
{
    private const int Pieces = 120;
    private const int Claimers = 4;

    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Claims_that_race_share_the_work_and_give_all_of_it),
        StoreCheck.Of(Outbox_claims_that_race_share_the_rows_and_give_all_of_them),
    ];

    /// <summary>Lets claims of incidents race over one or more nodes.</summary>
    public static async Task RaceForIncidentsAsync(CheckStage stage, params StoreNode[] nodes)
    {
        var expected = new List<Guid>();
        for (var i = 0; i < Pieces; i++)
        {
            expected.Add((await nodes[0].DeclareAsync([$"K{i}"], SampleTime.At(i % 7)).ConfigureAwait(false)).Id.Value);
        }

        await ExpectEachNodeAsync(stage, nodes, node => node.NextDueAsync()).ConfigureAwait(false);
        var claimed = await RaceAsync(stage, nodes, async node => (await node.ClaimAsync(second: 10, limit: 5).ConfigureAwait(false)).Select(subject => subject.Id)).ConfigureAwait(false);

        ExpectShared(stage, expected, claimed);
    }

    /// <summary>Lets claims of outbox rows race over one or more nodes.</summary>
    public static async Task RaceForRowsAsync(CheckStage stage, params StoreNode[] nodes)
    {
        var incident = await nodes[0].DeclareAsync(
            ["K1"], rows: incident => [.. Enumerable.Range(0, Pieces).Select(index => SampleRows.Message(incident, $"{index}", SampleTime.At(index % 7)))]).ConfigureAwait(false);

        await ExpectEachNodeAsync(stage, nodes, node => node.NextOutboxDueAsync()).ConfigureAwait(false);
        var claimed = await RaceAsync(stage, nodes, async node => (await node.ClaimOutboxAsync(second: 10, limit: 5).ConfigureAwait(false)).Select(row => row.Key)).ConfigureAwait(false);

        ExpectShared(stage, Enumerable.Range(0, Pieces).Select(index => $"{incident.Reference}/{index}"), claimed);
    }

    private static Task Claims_that_race_share_the_work_and_give_all_of_it(CheckStage stage) => RaceForIncidentsAsync(stage, stage.Node);

    private static Task Outbox_claims_that_race_share_the_rows_and_give_all_of_them(CheckStage stage) => RaceForRowsAsync(stage, stage.Node);

    private static async Task<ConcurrentBag<T>> RaceAsync<T>(CheckStage stage, StoreNode[] nodes, Func<StoreNode, Task<IEnumerable<T>>> claim)
    {
        var claimed = new ConcurrentBag<T>();
        await stage.InParallelAsync(Claimers, index => ClaimAllAsync(nodes[index % nodes.Length])).ConfigureAwait(false);

        // A claim may pass over what another has in its hands just then: nothing is left when all are through.
        await ClaimAllAsync(nodes[0]).ConfigureAwait(false);
        return claimed;

        async Task ClaimAllAsync(StoreNode node)
        {
            // A store that gives work twice may give it for ever: the sum of the claims is bounded, not the rounds.
            List<T> got;
            do
            {
                got = [.. await claim(node).ConfigureAwait(false)];
                got.ForEach(claimed.Add);
            }
            while (got.Count > 0 && claimed.Count <= 2 * Pieces);
        }
    }

    private static async Task ExpectEachNodeAsync(CheckStage stage, StoreNode[] nodes, Func<StoreNode, Task<Instant?>> nextDue)
    {
        foreach (var node in nodes)
        {
            stage.Expect.Equal("what is due next on each node", SampleTime.At(0), await nextDue(node).ConfigureAwait(false));
        }
    }

    private static void ExpectShared<T>(CheckStage stage, IEnumerable<T> expected, ConcurrentBag<T> claimed)
        where T : notnull
    {
        var twice = claimed.CountBy(piece => piece).Where(count => count.Value > 1).Select(count => count.Key);
        stage.Expect.Empty("what was claimed twice", twice);
        stage.Expect.Empty("what nobody claimed", expected.Except(claimed));
    }
}
