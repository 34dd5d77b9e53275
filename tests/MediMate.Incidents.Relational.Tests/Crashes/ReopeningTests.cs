using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Tests.Laws;
using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Crashes;

/// <summary>A random story goes on as if nothing had happened when its store is left between two steps and opened anew.</summary>
public sealed partial class ReopeningTests(ITestOutputHelper output)
{
    private const int StoriesToTell = 12;

    /// <summary>What happens between two steps, as it would in a process that dies there.</summary>
    private enum Cut
    {
        /// <summary>The store is closed.</summary>
        Closed,

        /// <summary>The store is never closed.</summary>
        Abandoned,

        /// <summary>The process had claimed incidents that were due, and never came to them.</summary>
        AbandonedWithClaim,

        /// <summary>The process had claimed rows, and never came to them.</summary>
        AbandonedWithRows,
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Story_with_reopenings_leaves_the_same_on_a_durable_store_as_in_memory(DatabaseKind kind)
    {
        var seed = TestSeed.Get();
        var random = new Random(seed);
        var (reopenings, incidents) = (0, 0);
        foreach (var story in Stories.Story().Generator.Sample(70, new FsCheck.Rnd((ulong)seed, 7919), StoriesToTell))
        {
            await using var durable = await DurableStore.CreateAsync(kind);
            await using var inMemory = new World();
            var opened = durable.Open();
            await using var kept = new World(opened);
            var memory = new InMemoryIncidentStore();
            await inMemory.ReopenAsync(memory);
            foreach (var (number, step) in story.Index())
            {
                await inMemory.RunAsync(step);
                await kept.RunAsync(step);
                if (random.Next(8) == 0)
                {
                    var cut = (Cut)random.Next(4);
                    var before = await StateAsync(inMemory);
                    Assert.Equal(before, await StateAsync(kept));
                    await LeaveAsync(inMemory, cut);
                    await LeaveAsync(kept, cut);
                    if (cut == Cut.Closed)
                    {
                        await opened.DisposeAsync();
                    }

                    opened = durable.Open();
                    await inMemory.ReopenAsync(memory);
                    await kept.ReopenAsync(opened);
                    reopenings++;
                    var after = await StateAsync(kept);
                    Assert.True(await StateAsync(inMemory) == after, $"seed {seed}, step {number}, {cut}: {after}");
                }
            }

            Assert.Equal(await StateAsync(inMemory), await StateAsync(kept));
            incidents += (await kept.IncidentsAsync()).Length;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}, seed {seed}: {StoriesToTell} stories, {incidents} incidents, {reopenings} reopenings"));
    }

    private static async Task LeaveAsync(World world, Cut cut)
    {
        var claim = new StoreClaim { Now = world.Now, LeasedUntil = world.Now + Duration.FromMinutes(1), Limit = 2 };
        if (cut == Cut.AbandonedWithClaim)
        {
            await world.Store.ClaimDueAsync(claim);
        }
        else if (cut == Cut.AbandonedWithRows)
        {
            await world.Store.ClaimOutboxAsync(claim);
        }
    }

    /// <summary>Writes down everything that is kept, up to ids, which differ from run to run, and gaps between references, which are allowed.</summary>
    private static async Task<string> StateAsync(World world)
    {
        var incidents = await world.IncidentsAsync();
        var references = incidents.Select(incident => incident.Reference).ToList();
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{await world.Store.NextDueAsync()} {await world.Store.NextOutboxDueAsync([])}");
        foreach (var incident in incidents)
        {
            text.AppendLine(Encoding.UTF8.GetString(SnapshotJson.Write(incident with { Id = default })));
            foreach (var happened in await world.Store.ReadEventsAsync(incident.Id))
            {
                var known = happened is IncidentDeclared declared ? declared with { IncidentId = default } : happened;
                text.Append(EventJson.NameOf(known)).AppendLine(Encoding.UTF8.GetString(EventJson.Write(known)));
            }

            foreach (var row in await world.Store.ReadOutboxAsync(incident.Id))
            {
                text.AppendLine(Encoding.UTF8.GetString(OutboxJson.Write(row with { IncidentId = default })));
            }
        }

        // A duplicate knows its original by its id.
        foreach (var (index, incident) in incidents.Index())
        {
            text.Replace(incident.Id.Value.ToString(), $"id of incident {index}");
        }

        return Reference().Replace(text.ToString(), found => $"incident {references.IndexOf(found.Value)}");
    }

    [GeneratedRegex("INC-[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
