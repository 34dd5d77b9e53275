using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>An instance of a clock.</summary>
public sealed record ClockState
{
    /// <summary>Gets the clock's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the instance.</summary>
    /// <value>Counted from one; a new cycle starts the next.</value>
    public required int Instance { get; init; }

    /// <summary>Gets the level whose target it measures.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the time allowed.</summary>
    public required Duration Target { get; init; }

    /// <summary>Gets when it started.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>Gets when it runs out.</summary>
    public required Instant Due { get; init; }

    /// <summary>Gets the warnings that are still to come.</summary>
    public ImmutableArray<ClockWarning> WarningsLeft { get; init; } = [];

    /// <summary>Gets a value indicating whether it ran out.</summary>
    public bool IsBreached { get; init; }

    /// <summary>Gets when it stopped.</summary>
    /// <value><see langword="null"/> while it runs.</value>
    public Instant? StoppedAt { get; init; }

    /// <summary>Gets how it ended.</summary>
    public ClockResult? Result { get; init; }

    /// <summary>Gets a value indicating whether it runs.</summary>
    public bool IsRunning => StoppedAt is null;

    /// <summary>Gets the next instant at which it has something to say.</summary>
    public Instant? NextDueAt => StoppedAt is not null || IsBreached ? null : WarningsLeft.IsEmpty ? Due : WarningsLeft[0].At;

    internal static ClockState From(ClockStarted started) => new()
    {
        Name = started.Clock,
        Instance = started.Instance,
        Level = started.Level,
        Target = started.Target,
        StartedAt = started.OccurredAt,
        Due = started.Due,
        WarningsLeft = started.Warnings,
    };
}
