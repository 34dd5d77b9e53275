using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>Small stories, each about few who do something at once.</summary>
internal static class Stories
{
    private static readonly Duration LongerThanALease = Duration.FromSeconds(61);
    private static readonly Actor Ben = Actor.Person("ben");
    private static readonly Actor Chen = Actor.Person("chen");

    /// <summary>Gets one page, the dispatcher, and somebody who acknowledges on another node.</summary>
    public static Story ThePageGoesOut { get; } = new()
    {
        Name = "the page goes out",
        SetUpAsync = stage => stage.DeclareAsync("P0"),
        Players = [Dispatcher(Stage.First, times: 3), Does(Stage.Second, "ben", new Acknowledge { By = Ben })],
        IsOptimistic = true,
    };

    /// <summary>Gets a page that waits, the tick of the next step, the dispatcher and an acknowledgement.</summary>
    public static Story TheNextStepIsDue { get; } = new()
    {
        Name = "the next step is due",
        SetUpAsync = async stage =>
        {
            await OnePageWaitsAsync(stage);
            stage.Pass(Duration.FromMinutes(5));
        },
        Players = [Dispatcher(Stage.First, times: 3), Ticker(Stage.First), Does(Stage.Second, "ben", new Acknowledge { By = Ben })],
    };

    /// <summary>Gets two dispatchers on two nodes, each with the page of another incident, and an acknowledgement of one of them.</summary>
    public static Story TwoNodesSend { get; } = new()
    {
        Name = "two nodes send",
        Configure = options => options.ClaimSize = 1,
        SetUpAsync = async stage =>
        {
            await stage.DeclareAsync("P0");
            await stage.DeclareAsync("P0");
            await stage.DispatchAsync(Stage.First, times: 2);
        },
        Players = [Dispatcher(Stage.First, times: 2), Dispatcher(Stage.Second, times: 2), Does(Stage.First, "ben", new Acknowledge { By = Ben })],
    };

    /// <summary>Gets a renderer of the host that makes a body while the incident moves on, and an acknowledgement.</summary>
    public static Story TheHostRenders { get; } = new()
    {
        Name = "the host renders",
        HasRenderer = true,
        SetUpAsync = OnePageWaitsAsync,
        Players =
        [
            Dispatcher(Stage.First, times: 2),
            Does(Stage.Second, "robot", new BeginAssessment { By = Actor.Policy("robot") }),
            Does(Stage.Second, "ben", new Acknowledge { By = Ben }),
        ],
    };

    /// <summary>Gets a node that may die at any step of sending, and an acknowledgement on the other, which takes over.</summary>
    public static Story ANodeDies { get; } = new()
    {
        Name = "a node dies",
        SetUpAsync = stage => stage.DeclareAsync("P0"),
        Players = [Dispatcher(Stage.Second, times: 3), Does(Stage.First, "ben", new Acknowledge { By = Ben })],
        Mortal = [Stage.Second],
    };

    /// <summary>Gets the same from when the page waits: small enough to leave no step out.</summary>
    public static Story ANodeDiesOfAPage { get; } = ANodeDies with { Name = "a node dies of a page", SetUpAsync = OnePageWaitsAsync };

    /// <summary>Gets a node that is slow, or dies: its lease ends, the other node takes over while the first one may still go on.</summary>
    public static Story ALeaseEnds { get; } = new()
    {
        Name = "a lease ends",
        SetUpAsync = stage => stage.DeclareAsync("P0"),
        Players =
        [
            Dispatcher(Stage.Second, times: 2),
            Then(Stage.First, "later", LongerThanALease, stage => stage.DispatchAsync(Stage.First, times: 2)),
            Does(Stage.First, "ben", new Acknowledge { By = Ben }),
        ],
        Mortal = [Stage.Second],
        TimePasses = true,
        MayComplain = true,
    };

    /// <summary>Gets the same from when the page waits: small enough for two switches.</summary>
    public static Story ALeaseOfAPageEnds { get; } = ALeaseEnds with
    {
        Name = "a lease of a page ends",
        SetUpAsync = OnePageWaitsAsync,
        Players =
        [
            Dispatcher(Stage.Second, times: 1),
            Then(Stage.First, "later", LongerThanALease, stage => stage.DispatchAsync(Stage.First, times: 1)),
            Does(Stage.First, "ben", new Acknowledge { By = Ben }),
        ],
    };

    /// <summary>Gets a ladder that begins anew while a page of the old one waits.</summary>
    public static Story TheLadderBeginsAnew { get; } = new()
    {
        Name = "the ladder begins anew",
        SetUpAsync = async stage =>
        {
            await stage.DeclareAsync("P1");
            await stage.DispatchAsync(Stage.First, times: 1);
        },
        Players =
        [
            Dispatcher(Stage.First, times: 3),
            Does(Stage.Second, "ben", new ChangeSeverity { By = Ben, Level = "P0", Reason = "it is worse" }),
            Does(Stage.First, "chen", new Reassign { By = Chen, To = "dina" }),
        ],
    };

    /// <summary>Gets an acknowledgement that runs out, the ladder that begins anew, and somebody who acknowledges again.</summary>
    public static Story TheAcknowledgementRunsOut { get; } = new()
    {
        Name = "the acknowledgement runs out",
        Playbook = TestPlaybooks.WithRules,
        SetUpAsync = async stage =>
        {
            await stage.DeclareAsync("P0");
            await stage.DoAsync(Stage.First, "ben", new Acknowledge { By = Ben });
            await stage.DispatchAsync(Stage.First, times: 3);
            stage.Pass(Duration.FromMinutes(30));
        },
        Players =
        [
            new Player
            {
                Name = "loop",
                Node = Stage.First,
                ActAsync = async stage =>
                {
                    await stage.Node(Stage.First).Engine.TickDueAsync(CancellationToken.None);
                    await stage.DispatchAsync(Stage.First, times: 2);
                },
            },
            Does(Stage.Second, "chen", new Acknowledge { By = Chen }),
            Does(Stage.Second, "ben", new AddNote { By = Ben, Text = "Still at it." }),
        ],
    };

    /// <summary>Gets nobody on call: each step moves the next one earlier, on two nodes at once.</summary>
    public static Story NobodyIsOnCall { get; } = new()
    {
        Name = "nobody is on call",
        SetUpAsync = stage => stage.DeclareAsync("P0"),
        Players = [Loop(Stage.First, times: 2), Loop(Stage.Second, times: 2)],
        Finds = target => target is "On-call Engineer" ? [] : [target],
        Mortal = [Stage.Second],
    };

    /// <summary>Gets nobody anywhere, and a node that may die of it.</summary>
    public static Story NobodyIsThere { get; } = new()
    {
        Name = "nobody is there",
        SetUpAsync = stage => stage.DeclareAsync("P0"),
        Players = [Loop(Stage.First, times: 1), Loop(Stage.Second, times: 2)],
        Finds = _ => [],
        Mortal = [Stage.Second],
    };

    /// <summary>Gets a channel that fails for good, so that each page that fails moves the ladder.</summary>
    public static Story NoPageArrives { get; } = new()
    {
        Name = "no page arrives",
        SetUpAsync = OnePageWaitsAsync,
        Players = [Loop(Stage.First, times: 2), Loop(Stage.Second, times: 2)],
        Answers = (_, _) => DeliveryResult.Failed("no such number"),
        Mortal = [Stage.Second],
    };

    /// <summary>Gets three pages for one person, one at once, two nodes that send, and an acknowledgement.</summary>
    public static Story PagesAreHeld { get; } = new()
    {
        Name = "pages are held",
        Configure = options => (options.ClaimSize, options.MessagesAtOnce) = (2, 1),
        SetUpAsync = async stage =>
        {
            await stage.DeclareAsync("P1");
            await stage.DeclareAsync("P1");
            await stage.DeclareAsync("P1");
            await stage.DispatchAsync(Stage.First, times: 2);
        },
        Players = [Dispatcher(Stage.First, times: 1), Dispatcher(Stage.Second, times: 1), Does(Stage.First, "ben", new Acknowledge { By = Ben })],
        Mortal = [Stage.Second],
    };

    /// <summary>Gets a bundle that goes out while one of its incidents is acknowledged, and a node that may die of it.</summary>
    public static Story ABundleGoesOut { get; } = new()
    {
        Name = "a bundle goes out",
        Configure = options => (options.ClaimSize, options.MessagesAtOnce) = (1, 1),
        SetUpAsync = async stage =>
        {
            for (var i = 0; i < 3; i++)
            {
                await stage.DeclareAsync("P1");
            }

            await stage.DispatchAsync(Stage.First, times: 6);
            stage.Pass(Duration.FromSeconds(60));
        },
        Players =
        [
            Dispatcher(Stage.Second, times: 2),
            Does(Stage.First, "ben", new Acknowledge { By = Ben }, incident: 1),
            Does(Stage.First, "chen", new Acknowledge { By = Chen }, incident: 2),
        ],
        Mortal = [Stage.Second],
    };

    /// <summary>Gets a bundle whose node died after its mark: the other one takes it up while one of its incidents is acknowledged.</summary>
    public static Story ABundleIsTakenUp { get; } = new()
    {
        Name = "a bundle is taken up",
        Configure = options => (options.ClaimSize, options.MessagesAtOnce) = (1, 1),
        SetUpAsync = ABundleGoesOut.SetUpAsync,
        Players =
        [
            Dispatcher(Stage.Second, times: 1),
            Then(Stage.First, "later", LongerThanALease, stage => stage.DispatchAsync(Stage.First, times: 1)),
            Does(Stage.First, "ben", new Acknowledge { By = Ben }, incident: 1),
        ],
        Mortal = [Stage.Second],
        TimePasses = true,
        MayComplain = true,
    };

    /// <summary>Gets two people and a tick on one incident.</summary>
    public static Story TwoCommandsAndATick { get; } = new()
    {
        Name = "two commands and a tick",
        SetUpAsync = async stage =>
        {
            await stage.DeclareAsync("P0");
            stage.Pass(Duration.FromMinutes(5));
        },
        Players = [Ticker(Stage.First), Does(Stage.First, "ben", new Acknowledge { By = Ben }), Does(Stage.Second, "chen", new BeginAssessment { By = Chen })],
        IsOptimistic = true,
    };

    /// <summary>Gets the same on a store that locks.</summary>
    public static Story TwoCommandsAndATickOnAStoreThatLocks { get; } = TwoCommandsAndATick with { Name = "two commands and a tick on a store that locks", IsOptimistic = false };

    /// <summary>Gets one command that somebody sends twice, to two nodes, and a tick.</summary>
    public static Story ACommandComesTwice { get; } = new()
    {
        Name = "a command comes twice",
        SetUpAsync = TwoCommandsAndATick.SetUpAsync,
        Players =
        [
            Ticker(Stage.First),
            Does(Stage.First, "ben", new Acknowledge { By = Ben, IdempotencyKey = "tap" }),
            Does(Stage.Second, "ben again", new Acknowledge { By = Ben, IdempotencyKey = "tap" }),
        ],
        IsOptimistic = true,
    };

    /// <summary>Gets everything at once: incidents, nodes, ticks, people, time, channels that fail, a death. What people do is left to chance.</summary>
    public static Story EverythingAtOnce { get; } = new()
    {
        Name = "everything at once",
        Playbook = TestPlaybooks.WithRules,
        Configure = options => (options.ClaimSize, options.MessagesAtOnce) = (3, 2),
        SetUpAsync = async stage =>
        {
            foreach (var level in new[] { "P0", "P1", "P0", "P2" })
            {
                await stage.DeclareAsync(level);
            }

            if (stage.Random.Next(2) == 0)
            {
                await stage.DispatchAsync(Stage.First, times: 1);
            }
        },
        Players =
        [
            Loop(Stage.First, times: 3),
            Loop(Stage.Second, times: 3),
            Person(Stage.First, "aisyah"),
            Person(Stage.Second, "ben"),
            Person(Stage.First, "chen"),
            new Player
            {
                Name = "time",
                Node = Stage.First,
                ActAsync = async stage =>
                {
                    foreach (var seconds in new[] { 20, 61, 240 })
                    {
                        await stage.Gates.PassAsync(Stage.First, "time passes");
                        stage.Pass(Duration.FromSeconds(seconds));
                    }
                },
            },
        ],
        Answers = (stage, _) => stage.Random.Next(12) switch
        {
            0 => DeliveryResult.Failed("no such number"),
            1 or 2 => DeliveryResult.Retry("engaged"),
            _ => DeliveryResult.Delivered(),
        },
        Mortal = [Stage.Second],
        TimePasses = true,
        MayComplain = true,
        IsOptimistic = true,
    };

    /// <summary>Gets all stories, by their names.</summary>
    public static ImmutableDictionary<string, Story> ByName { get; } = new[]
    {
        ThePageGoesOut, TheNextStepIsDue, TwoNodesSend, TheHostRenders, ANodeDies, ANodeDiesOfAPage, ALeaseEnds, ALeaseOfAPageEnds,
        TheLadderBeginsAnew, TheAcknowledgementRunsOut, NobodyIsOnCall, NobodyIsThere, NoPageArrives, PagesAreHeld, ABundleGoesOut, ABundleIsTakenUp, TwoCommandsAndATick,
        TwoCommandsAndATickOnAStoreThatLocks, ACommandComesTwice, EverythingAtOnce,
    }.ToImmutableDictionary(story => story.Name, StringComparer.Ordinal);

    /// <summary>Looks up whom the first page of an incident is for; it waits then.</summary>
    private static async Task OnePageWaitsAsync(Stage stage)
    {
        await stage.DeclareAsync("P0");
        await stage.DispatchAsync(Stage.First, times: 1);
    }

    private static Player Dispatcher(string node, int times) => new() { Name = "dispatcher", Node = node, ActAsync = stage => stage.DispatchAsync(node, times) };

    private static Player Ticker(string node) => new() { Name = "tick", Node = node, ActAsync = async stage => await stage.Node(node).Engine.TickDueAsync(CancellationToken.None) };

    private static Player Loop(string node, int times) => new()
    {
        Name = "loop",
        Node = node,
        ActAsync = async stage =>
        {
            for (var i = 0; i < times; i++)
            {
                await stage.Node(node).Engine.TickDueAsync(CancellationToken.None);
                await stage.DispatchAsync(node, times: 1);
            }
        },
    };

    private static Player Does(string node, string name, IncidentCommand command, int incident = 0) =>
        new() { Name = name, Node = node, ActAsync = stage => stage.DoAsync(node, name, command, incident) };

    private static Player Then(string node, string name, Duration after, Func<Stage, Task> act) => new()
    {
        Name = name,
        Node = node,
        ActAsync = async stage =>
        {
            await stage.Gates.PassAsync(node, "time passes");
            stage.Pass(after);
            await act(stage);
        },
    };

    private static Player Person(string node, string name) => new()
    {
        Name = name,
        Node = node,
        ActAsync = async stage =>
        {
            var by = Actor.Person(name);
            for (var i = 0; i < 2; i++)
            {
                await stage.Gates.PassAsync(node, "thinks");
                IncidentCommand command = stage.Random.Next(10) switch
                {
                    0 or 1 or 2 => new Acknowledge { By = by },
                    3 => new Reassign { By = by, To = "dina" },
                    4 => new EscalateNow { By = by },
                    5 => new ChangeSeverity { By = by, Level = stage.Random.Next(2) == 0 ? "P0" : "P1", Reason = "as it looks" },
                    6 => new Snooze { By = by, For = Duration.FromMinutes(2) },
                    7 => new Cancel { By = by, Reason = "false alarm" },
                    8 => new BeginAssessment { By = by },
                    _ => new AddNote { By = by, Text = "looking" },
                };
                await stage.DoAsync(node, name, command, stage.Random.Next(stage.Declared.Count));
            }
        },
    };
}
