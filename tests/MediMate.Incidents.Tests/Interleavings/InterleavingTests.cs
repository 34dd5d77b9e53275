using System.Globalization;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>
/// No page begins after an acknowledgement that was committed before, and what else holds, in every order of the steps of a few who act at once. What a
/// failure prints plays the schedule again.
/// </summary>
public sealed class InterleavingTests
{
    /// <summary>The variable that asks for so many random walks; they are others each time.</summary>
    private const string WalksVariable = "INCIDENTS_INTERLEAVINGS";

    /// <summary>The variable that asks for the walks of a certain seed.</summary>
    private const string SeedVariable = "INCIDENTS_SEED";

    /// <summary>The variable that asks for one schedule, as a failure prints it.</summary>
    private const string ScheduleVariable = "INCIDENTS_SCHEDULE";

    private const int UsualWalks = 1000;
    private const int UsualSeed = 20260302;

    private static readonly int? Asked = int.TryParse(Environment.GetEnvironmentVariable(WalksVariable), CultureInfo.InvariantCulture, out var walks) ? walks : null;

    [Fact]
    public Task Page_and_acknowledgement_cross() => EveryOrderAsync(Stories.ThePageGoesOut);

    [Fact]
    public Task Page_tick_and_acknowledgement_cross() => EveryOrderAsync(Stories.TheNextStepIsDue);

    [Fact]
    public Task Two_nodes_send_while_somebody_acknowledges() => EveryOrderAsync(Stories.TwoNodesSend);

    [Fact]
    public Task Incident_moves_on_while_the_host_renders() => EveryOrderAsync(Stories.TheHostRenders);

    [Fact]
    public Task Node_dies_at_any_step_of_sending() => EveryOrderAsync(Stories.ANodeDies);

    [Fact]
    public Task Ladder_begins_anew_while_a_page_of_the_old_one_waits() => EveryOrderAsync(Stories.TheLadderBeginsAnew);

    [Fact]
    public Task Acknowledgement_runs_out_while_somebody_acknowledges_again() => EveryOrderAsync(Stories.TheAcknowledgementRunsOut);

    [Fact]
    public Task Nobody_is_on_call() => SomeOrdersAsync(Stories.NobodyIsOnCall, 1);

    [Fact]
    public Task Nobody_is_there() => SomeOrdersAsync(Stories.NobodyIsThere, 2);

    [Fact]
    public Task No_page_arrives() => SomeOrdersAsync(Stories.NoPageArrives, 1);

    [Fact]
    public Task Pages_are_held_on_two_nodes() => EveryOrderAsync(Stories.PagesAreHeld);

    [Fact]
    public Task Bundle_goes_out_while_its_incidents_are_acknowledged() => EveryOrderAsync(Stories.ABundleGoesOut);

    [Fact]
    public Task Lease_ends_while_its_node_is_slow() => SomeOrdersAsync(Stories.ALeaseEnds, 1);

    [Fact]
    public Task Lease_of_a_page_ends_while_its_node_is_slow() => SomeOrdersAsync(Stories.ALeaseOfAPageEnds, 2);

    [Fact]
    public Task Bundle_is_taken_up() => SomeOrdersAsync(Stories.ABundleIsTakenUp, 1);

    [Fact]
    public async Task Two_commands_and_a_tick_come_to_what_they_come_to_one_after_the_other()
    {
        var atOnce = await EveryOrderAsync(Stories.TwoCommandsAndATick);
        var oneByOne = await FewSwitchesAsync(Stories.TwoCommandsAndATickOnAStoreThatLocks, 0);

        Assert.True(atOnce.Conflicts > 0, "no commit came between reading and committing");
        Assert.Equal(oneByOne.Ends.Order(StringComparer.Ordinal), atOnce.Ends.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Command_that_comes_twice_is_done_once()
    {
        var atOnce = await EveryOrderAsync(Stories.ACommandComesTwice);

        Assert.True(atOnce.Conflicts > 0, "no commit came between reading and committing");
    }

    [Fact]
    public async Task Leaving_out_what_nobody_else_sees_leaves_out_no_end()
    {
        var left = await EveryOrderAsync(Stories.ANodeDiesOfAPage);
        var whole = await ExploreAsync(new Exploration(Stories.ANodeDiesOfAPage) { LeavesOutLocal = false }, new EveryBranch());

        Assert.True(whole.Schedules > left.Schedules);
        Assert.Equal(whole.Ends.Order(StringComparer.Ordinal), left.Ends.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Laws_hold_on_random_walks_through_everything_at_once()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var asked) ? asked
            : Asked is null ? UsualSeed
            : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"seed {seed}"));

        await ExploreAsync(new Exploration(Stories.EverythingAtOnce), new RandomWalks(seed, Asked ?? UsualWalks));
    }

    [Fact]
    public async Task Schedule_that_somebody_saw_plays_again()
    {
        if (Environment.GetEnvironmentVariable(ScheduleVariable) is { } asked)
        {
            var (wanted, choices) = Replay.Read(asked);
            await ExploreAsync(new Exploration(wanted), choices);
            return;
        }

        var seen = await ExploreAsync(new Exploration(Stories.EverythingAtOnce), new RandomWalks(UsualSeed, walks: 1));
        var (story, chooser) = Replay.Read(seen.LastSchedule);
        var again = await ExploreAsync(new Exploration(story), chooser);

        Assert.Equal(seen.LastSchedule, again.LastSchedule);
        Assert.Equal(seen.Ends, again.Ends);
    }

    private static Task<Exploration> EveryOrderAsync(Story story) => ExploreAsync(new Exploration(story), new EveryBranch());

    private static Task<Exploration> FewSwitchesAsync(Story story, int switches) => ExploreAsync(new Exploration(story) { Switches = switches }, new EveryBranch());

    /// <summary>Where more is asked for than usual, one switch more is many more orders.</summary>
    private static Task<Exploration> SomeOrdersAsync(Story story, int switches) => FewSwitchesAsync(story, Asked is null ? switches : switches + 1);

    private static async Task<Exploration> ExploreAsync(Exploration exploration, Chooser chooser)
    {
        await exploration.RunAsync(chooser);
        TestContext.Current.TestOutputHelper?.WriteLine(exploration.ToString());
        return exploration;
    }
}
