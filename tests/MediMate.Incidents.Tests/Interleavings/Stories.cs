using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>Small stories, each about few who do something at once.</summary>
internal static class Stories
{
    private static readonly Actor Ben = Actor.Person("ben");

    /// <summary>Gets one page, the dispatcher, and somebody who acknowledges on another node.</summary>
    public static Story AcknowledgedWhileThePageGoesOut { get; } = new()
    {
        Name = "acknowledged while the page goes out",
        SetUpAsync = stage => stage.DeclareAsync("P0"),
        Players =
        [
            Dispatcher(Stage.First, times: 3),
            Does(Stage.Second, "ben", new Acknowledge { By = Ben }),
        ],
    };

    /// <summary>Gets a page that waits, the tick of the next step, the dispatcher and an acknowledgement.</summary>
    public static Story AcknowledgedWhileTheNextStepIsDue { get; } = new()
    {
        Name = "acknowledged while the next step is due",
        SetUpAsync = async stage =>
        {
            await stage.DeclareAsync("P0");
            await stage.DispatchAsync(Stage.First, 1);
            stage.Pass(Duration.FromMinutes(5));
        },
        Players =
        [
            Dispatcher(Stage.First, times: 1),
            Ticker(Stage.First),
            Does(Stage.Second, "ben", new Acknowledge { By = Ben }),
        ],
    };

    /// <summary>Gets two dispatchers on two nodes, and an acknowledgement.</summary>
    public static Story TwoNodesSendAtOnce { get; } = new()
    {
        Name = "two nodes send at once",
        Configure = options => options.ClaimSize = 1,
        SetUpAsync = async stage =>
        {
            await stage.DeclareAsync("P0");
            await stage.DeclareAsync("P0");
            await stage.DispatchAsync(Stage.First, 2);
        },
        Players =
        [
            Dispatcher(Stage.First, times: 1),
            Dispatcher(Stage.Second, times: 1),
            Does(Stage.First, "ben", new Acknowledge { By = Ben }),
        ],
    };

    /// <summary>Gets a node that may die at any step of sending, and an acknowledgement on the other, which takes over.</summary>
    public static Story ANodeDies { get; } = new()
    {
        Name = "a node dies",
        SetUpAsync = stage => stage.DeclareAsync("P0"),
        Players =
        [
            Dispatcher(Stage.Second, times: 3),
            Does(Stage.First, "ben", new Acknowledge { By = Ben }),
        ],
        Mortal = [Stage.Second],
    };

    /// <summary>Gets all stories, by their names.</summary>
    public static ImmutableDictionary<string, Story> ByName { get; } =
        new[] { AcknowledgedWhileThePageGoesOut, AcknowledgedWhileTheNextStepIsDue, TwoNodesSendAtOnce, ANodeDies }.ToImmutableDictionary(story => story.Name);

    private static Player Dispatcher(string node, int times) => new() { Name = "dispatcher", Node = node, ActAsync = stage => stage.DispatchAsync(node, times) };

    private static Player Ticker(string node) => new() { Name = "tick", Node = node, ActAsync = async stage => await stage.Node(node).Engine.TickDueAsync(CancellationToken.None) };

    private static Player Does(string node, string name, IncidentCommand command, int incident = 0) =>
        new() { Name = name, Node = node, ActAsync = stage => stage.DoAsync(node, name, command, incident) };
}
