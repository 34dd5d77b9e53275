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

    /// <summary>Gets the calendar whose hours count.</summary>
    /// <value><see langword="null"/> for round the clock.</value>
    public string? Calendar { get; init; }

    /// <summary>Gets when it started.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>Gets when it runs out.</summary>
    /// <value>While it is paused: when it would have run out without the pause.</value>
    public required Instant Due { get; init; }

    /// <summary>Gets the time counted before <see cref="CountedFrom"/>; once it stopped, the whole time counted.</summary>
    /// <value>While it runs, more than zero only after a pause.</value>
    public Duration Worked { get; init; }

    /// <summary>Gets the instant from which time is counted on top of <see cref="Worked"/>.</summary>
    /// <value>When it started, or when it was last resumed.</value>
    public required Instant CountedFrom { get; init; }

    /// <summary>Gets when it was paused.</summary>
    /// <value><see langword="null"/> while it counts.</value>
    public Instant? PausedAt { get; init; }

    /// <summary>Gets the warnings that are still to come.</summary>
    public ImmutableArray<ClockWarning> WarningsLeft { get; init; } = [];

    /// <summary>Gets a value indicating whether it ran out.</summary>
    public bool IsBreached { get; init; }

    /// <summary>Gets when it stopped.</summary>
    /// <value><see langword="null"/> while it runs.</value>
    public Instant? StoppedAt { get; init; }

    /// <summary>Gets how it ended.</summary>
    public ClockResult? Result { get; init; }

    /// <summary>Gets a value indicating whether it has not stopped; it may be paused.</summary>
    public bool IsRunning => StoppedAt is null;

    /// <summary>Gets a value indicating whether it is paused.</summary>
    public bool IsPaused => IsRunning && PausedAt is not null;

    /// <summary>Gets the next instant at which it has something to say.</summary>
    public Instant? NextDueAt => StoppedAt is not null || PausedAt is not null || IsBreached ? null : WarningsLeft.IsEmpty ? Due : WarningsLeft[0].At;

    internal ClockState After(ClockPaused paused) => this with { Worked = paused.Worked, PausedAt = paused.OccurredAt };

    internal ClockState After(ClockResumed resumed) =>
        this with { CountedFrom = resumed.OccurredAt, PausedAt = null, Due = resumed.Due, WarningsLeft = resumed.Warnings };

    internal static ClockState From(ClockStarted started) => new()
    {
        Name = started.Clock,
        Instance = started.Instance,
        Level = started.Level,
        Target = started.Target,
        Calendar = started.Calendar,
        StartedAt = started.OccurredAt,
        CountedFrom = started.OccurredAt,
        Due = started.Due,
        WarningsLeft = started.Warnings,
    };
}
