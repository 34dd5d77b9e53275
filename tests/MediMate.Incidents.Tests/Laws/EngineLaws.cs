using FsCheck.Fluent;
using FsCheck.Xunit;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>The laws on the store in memory, and whether random stories get everywhere.</summary>
[Properties(MaxTest = 150, EndSize = 120, Arbitrary = [typeof(Stories)])]
public sealed class EngineLaws : EngineLawsOnAnyStore
{
    [Fact]
    public async Task Random_stories_reach_every_phase_and_every_event()
    {
        var phases = new HashSet<IncidentPhase>();
        var events = new HashSet<string>();
        var (accepted, refused) = (0, 0);
        var seed = new FsCheck.Rnd(20260302, 7919);
        foreach (var story in Stories.Story().Generator.Sample(120, seed, 300))
        {
            await using var world = new World();
            await world.RunAsync(story);
            accepted += world.Accepted;
            refused += world.Refused;
            foreach (var incident in await world.IncidentsAsync())
            {
                var timeline = await world.Store.ReadEventsAsync(incident.Id);
                phases.UnionWith(timeline.OfType<PhaseChanged>().SelectMany(change => new[] { change.From, change.To }));
                events.UnionWith(timeline.Select(EventJson.NameOf));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{accepted} accepted, {refused} refused; never seen: {string.Join(", ", EventJson.Names.Except(events))}");
        Assert.Equal(Enum.GetValues<IncidentPhase>(), phases.Order());
        Assert.True(accepted * 10 > (accepted + refused) * 3, $"{accepted} accepted, {refused} refused");
        Assert.Empty(EventJson.Names.Except(events));
    }

    private protected override World NewWorld() => new();
}
