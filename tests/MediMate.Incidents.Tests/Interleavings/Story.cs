using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests.Interleavings;

/// <summary>What was before, and who does what at once.</summary>
internal sealed record Story
{
    private static readonly TestDirectory Directory = new();

    public required string Name { get; init; }

    public Playbook Playbook { get; init; } = TestPlaybooks.Example;

    /// <summary>Gets the settings of each node.</summary>
    public Action<IncidentResponseOptions> Configure { get; init; } = _ => { };

    /// <summary>Gets what happens before anybody waits at a gate.</summary>
    public required Func<Stage, Task> SetUpAsync { get; init; }

    public required ImmutableArray<Player> Players { get; init; }

    /// <summary>Gets the nodes of which one may die at any of its gates.</summary>
    public ImmutableArray<string> Mortal { get; init; } = [];

    /// <summary>Gets a value indicating whether the store locks nothing, and looks when it commits whether what it read is still so.</summary>
    public bool IsOptimistic { get; init; }

    /// <summary>Gets a value indicating whether a player lets time pass: then what is local depends on it, and no step is left out.</summary>
    public bool TimePasses { get; init; }

    /// <summary>Gets for how long the story goes on by itself once the players are done, from then on.</summary>
    public Duration Horizon { get; init; } = Duration.FromMinutes(3);

    /// <summary>Gets a value indicating whether the log may tell of failures: of those that the story brings about.</summary>
    public bool MayComplain { get; init; }

    /// <summary>Gets what a channel answers; it delivers unless the story says otherwise.</summary>
    public Func<Stage, OutgoingMessage, DeliveryResult> Answers { get; init; } = (_, _) => DeliveryResult.Delivered();

    /// <summary>Gets a value indicating whether the host renders. Its bodies say in which phase the incident is.</summary>
    public bool HasRenderer { get; init; }

    /// <summary>Gets who is behind a name; a person is behind their own id.</summary>
    public Func<string, ImmutableArray<string>> Finds { get; init; } = target => Directory.Roles.TryGetValue(target, out var people) ? [.. people] : [target];
}
