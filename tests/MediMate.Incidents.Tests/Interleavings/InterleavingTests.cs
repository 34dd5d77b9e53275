using NodaTime;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>No page begins after an acknowledgement that was committed before, and what else holds, in every order of the steps of a few who act at once.</summary>
public sealed class InterleavingTests
{
    [Fact]
    public Task Page_and_acknowledgement_cross_in_every_order() => ExploreAsync(new Exploration(Stories.AcknowledgedWhileThePageGoesOut) { Depth = Depth.Visible });

    [Fact]
    public Task A() => ExploreAsync(new Exploration(Stories.AcknowledgedWhileTheNextStepIsDue) { Depth = Depth.Visible });

    [Fact]
    public Task B() => ExploreAsync(new Exploration(Stories.TwoNodesSendAtOnce) { Depth = Depth.Visible });

    [Fact]
    public Task C() => ExploreAsync(new Exploration(Stories.ANodeDies) { Depth = Depth.Visible });

    [Fact]
    public async Task Cost()
    {
        for (var k = 0; k < 4; k++)
        {
            var w = System.Diagnostics.Stopwatch.StartNew();
            for (var i = 0; i < 100; i++)
            {
                await using var stage = new Stage(Stories.ANodeDies);
                stage.Node("node 1"); stage.Node("node 2");
            }

            Console.WriteLine($"nodes {w.Elapsed}");
            w.Restart();
            for (var i = 0; i < 100; i++)
            {
                await using var stage = new Stage(Stories.ANodeDies);
                await stage.DeclareAsync("P0");
                stage.Node("node 2");
            }

            Console.WriteLine($"nodes+declare {w.Elapsed}");
            w.Restart();
            for (var i = 0; i < 100; i++)
            {
                await using var stage = new Stage(Stories.ANodeDies);
                await stage.DeclareAsync("P0");
                stage.Node("node 2");
                await stage.GoOnAsync(Engine.Start + Duration.FromMinutes(20));
            }

            Console.WriteLine($"nodes+declare+go on {w.Elapsed}");
        }
    }

    private static async Task ExploreAsync(Exploration exploration)
    {
        var w = System.Diagnostics.Stopwatch.StartNew();
        await exploration.RunAsync(new EveryBranch());
        Console.WriteLine($"{exploration} {w.Elapsed}");
        TestContext.Current.TestOutputHelper?.WriteLine(exploration.ToString());
    }
}
