using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>Where a story plays, once: a store, its nodes, the time, and what happened.</summary>
internal sealed class Stage(Story story, NodePool pool, int seed)
{
    public const string First = "node 1";
    public const string Second = "node 2";

    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly List<Incident> _declared = [];

    public Story Story { get; } = story;

    public int Seed { get; } = seed;

    public FakeTimeProvider Time { get; } = new(Engine.Start.ToDateTimeOffset());

    /// <summary>Gets the chance in the story itself; the order of steps has its own.</summary>
    public Random Random { get; } = new(seed);

    public InMemoryIncidentStore Store { get; } = new();

    public Journal Journal { get; } = new();

    public Scheduler Gates { get; } = new();

    /// <summary>Gets the settings of each node.</summary>
    public IncidentResponseOptions Options
    {
        get
        {
            var options = new IncidentResponseOptions();
            Story.Configure(options);
            return options;
        }
    }

    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());

    /// <summary>Gets or sets how often a commit came between reading and committing.</summary>
    public int Conflicts { get; set; }

    /// <summary>Gets the incidents, as they were when they were declared.</summary>
    public IReadOnlyList<Incident> Declared => _declared;

    public Node Node(string name) => _nodes[name];

    /// <summary>Lets the nodes come, and do what each does once and for all: so it is no matter which stage is a node's first.</summary>
    public async Task BeginAsync()
    {
        foreach (var name in Story.Players.Select(player => player.Node).Append(First).Distinct(StringComparer.Ordinal))
        {
            var node = pool.Take(name);
            node.Stage = this;
            _nodes.Add(name, node);
            await node.Incidents.RunDueAsync();
            await node.Incidents.ExecuteAsync(new IncidentId(Guid.Empty), new AddNote { By = Actor.System, Text = "Is anybody there?" });
        }
    }

    public string ReferenceOf(IncidentId id) => _declared.Find(incident => incident.Id == id)?.Reference ?? "?";

    /// <summary>Declares an incident on the first node.</summary>
    public async Task<Incident> DeclareAsync(string level)
    {
        var outcome = await Node(First).Incidents.DeclareAsync(new DeclareIncident { By = Actor.System, Summary = "Something is wrong", Level = level });
        Assert.True(outcome.IsAccepted, outcome.Rejection?.ToString());
        _declared.Add(outcome.Incident!);
        return outcome.Incident!;
    }

    /// <summary>Gives a command about one of the incidents, in the order in which they were declared, and keeps what comes of it.</summary>
    public async Task DoAsync(string node, string player, IncidentCommand command, int incident = 0)
    {
        var outcome = await Node(node).Incidents.ExecuteAsync(_declared[incident].Id, command);
        Journal.Add(new Answered(node, Now, player, outcome));
    }

    /// <summary>Lets the dispatcher of a node claim so many times; each time it ends what it began.</summary>
    public async Task DispatchAsync(string node, int times)
    {
        var dispatcher = Node(node).Dispatcher;
        for (var i = 0; i < times && await dispatcher.BeginDueAsync(CancellationToken.None) > 0; i++)
        {
            await dispatcher.WhenIdleAsync(CancellationToken.None);
        }
    }

    /// <summary>Lets time pass.</summary>
    public void Pass(Duration by) => Time.SetUtcNow((Now + by).ToDateTimeOffset());

    /// <summary>Lets everything go on by itself, from deadline to deadline, on a node that lives.</summary>
    public async Task GoOnAsync(Instant until)
    {
        var node = Node(Gates.IsDead(First) ? Second : First);
        await node.Incidents.RunDueAsync();
        while (await node.Incidents.NextDueAsync() is { } due && due <= until)
        {
            if (due > Now)
            {
                Time.SetUtcNow(due.ToDateTimeOffset());
            }

            await node.Incidents.RunDueAsync();
        }

        if (until > Now)
        {
            Time.SetUtcNow(until.ToDateTimeOffset());
        }
    }

    /// <summary>Gives the nodes back that did all that they had begun.</summary>
    public async Task LeaveAsync()
    {
        foreach (var node in _nodes.Values)
        {
            await pool.TakeBackAsync(node, isWhole: !Gates.IsDead(node.Name) && node.Dispatcher.OnTheirWay.Count == 0);
        }
    }
}
