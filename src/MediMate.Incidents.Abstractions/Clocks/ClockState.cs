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

    /// <summary>Gets what it measured before its target was changed, the earliest first.</summary>
    public ImmutableArray<ClockTerm> Earlier { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the pauses, in the order in which they were told; they may overlap.</summary>
    /// <value>At most one has no end yet.</value>
    public ImmutableArray<ClockPause> Pauses { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the warnings that are still to come.</summary>
    public ImmutableArray<ClockWarning> WarningsLeft { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the warnings that it gave.</summary>
    public ImmutableArray<GivenWarning> WarningsGiven { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets a value indicating whether it ran out.</summary>
    public bool IsBreached { get; init; }

    /// <summary>Gets a value indicating whether it had run out under an earlier target already, and under the present one by the time that came.</summary>
    /// <value>Then the breach was told under the earlier target, and is not told again.</value>
    public bool IsBreachInherited { get; init; }

    /// <summary>Gets the instant from which a repeating clock repeats.</summary>
    /// <value>The last update, change of level or begin of the cycle; <see langword="null"/> for a clock that does not repeat.</value>
    public Instant? RepeatsFrom { get; init; }

    /// <summary>Gets when it stopped.</summary>
    /// <value><see langword="null"/> while it runs.</value>
    public Instant? StoppedAt { get; init; }

    /// <summary>Gets how it ended.</summary>
    public ClockResult? Result { get; init; }

    /// <summary>Gets the whole time that it counted.</summary>
    /// <value>Zero while it runs: <see cref="ClockExplanation.Worked"/> then says it.</value>
    public Duration Worked { get; init; }

    /// <summary>Gets the due instants of breaches that were none after all, those of earlier instances too: nobody is told of them any more.</summary>
    public ImmutableArray<Instant> Withdrawn { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets a value indicating whether it has not stopped; it may be paused.</summary>
    public bool IsRunning => StoppedAt is null;

    /// <summary>Gets when the pause began that still lasts.</summary>
    /// <value><see langword="null"/> while it counts.</value>
    public Instant? PausedAt
    {
        get
        {
            foreach (var pause in Pauses)
            {
                if (pause.Until is null)
                {
                    return pause.From;
                }
            }

            return null;
        }
    }

    /// <summary>Gets a value indicating whether it is paused.</summary>
    public bool IsPaused => IsRunning && PausedAt is not null;

    /// <summary>Gets the next instant at which it has something to say.</summary>
    /// <value><see langword="null"/> when nothing is to come. A clock that is paused has only to say what had passed before the pause.</value>
    public Instant? NextDueAt
    {
        get
        {
            if (StoppedAt is not null || IsBreached)
            {
                return null;
            }

            var next = WarningsLeft.IsEmpty ? Due : WarningsLeft[0].At;
            return PausedAt is { } paused && next >= paused ? null : next;
        }
    }

    internal ClockState After(ClockPaused paused) => this with
    {
        Pauses = Pauses.Add(new ClockPause { From = paused.OccurredAt }),

        // A breach that was told is withdrawn on the timeline.
        IsBreached = IsBreached && !(IsBreachInherited && paused.OccurredAt <= Due),
    };

    internal ClockState After(ClockResumed resumed)
    {
        var index = Pauses.FindIndex(pause => pause.Until is null);
        var pauses = index < 0
            ? Pauses
            : Pauses[index].From == resumed.OccurredAt ? Pauses.RemoveAt(index) : Pauses.SetItem(index, Pauses[index] with { Until = resumed.OccurredAt });
        return this with { Pauses = pauses, Due = resumed.Due, WarningsLeft = resumed.Warnings };
    }

    internal ClockState After(ClockRetargeted retargeted)
    {
        var after = this with
        {
            Level = retargeted.Level,
            Target = retargeted.Target,
            Calendar = retargeted.Calendar,
            Due = retargeted.Due,
            WarningsLeft = retargeted.Warnings,
        };
        if (retargeted.CountsAnew)
        {
            return after with { StartedAt = retargeted.RecordedAt, RepeatsFrom = retargeted.RecordedAt, Earlier = [], Pauses = [], IsBreached = false, IsBreachInherited = false };
        }

        // What has run out under the new target too stays breached; a looser one lets it run again.
        var term = new ClockTerm
        {
            Until = retargeted.RecordedAt,
            Level = Level,
            Target = Target,
            Calendar = Calendar,
            BreachedAt = IsBreached && !IsBreachInherited ? Due : null,
        };
        var isStillBreached = IsBreached && retargeted.Due <= retargeted.RecordedAt && !(PausedAt is { } paused && retargeted.Due >= paused);
        return after with { Earlier = Earlier.Add(term), IsBreached = isStillBreached, IsBreachInherited = isStillBreached };
    }

    internal ClockState After(ClockWarned warned) => this with
    {
        WarningsLeft = WarningsLeft.RemoveAt(0),
        WarningsGiven = WarningsGiven.Add(new GivenWarning { Level = Level, Fraction = warned.Fraction }),
    };

    /// <remarks>A breach that was withdrawn comes again when the pause that undid it is undone itself: then it is none that was withdrawn.</remarks>
    internal ClockState After(ClockBreached breached) =>
        this with { IsBreached = true, IsBreachInherited = false, WarningsLeft = [], Withdrawn = Withdrawn.Remove(breached.Due) };

    internal ClockState After(ClockBreachWithdrawn withdrawn) =>
        AfterWithdrawal(withdrawn) with { Withdrawn = Withdrawn.Contains(withdrawn.Due) ? Withdrawn : Withdrawn.Add(withdrawn.Due) };

    private ClockState AfterWithdrawal(ClockBreachWithdrawn withdrawn)
    {
        var index = Earlier.FindIndex(term => term.BreachedAt == withdrawn.Due);
        if (IsBreached && !IsBreachInherited && Due == withdrawn.Due)
        {
            return this with { IsBreached = false };
        }

        if (index < 0)
        {
            return this;
        }

        // What had run out under the present target too was not told because of this breach: without it, it is.
        var earlier = Earlier.SetItem(index, Earlier[index] with { BreachedAt = null });
        var isStillInherited = IsBreachInherited && earlier.Any(term => term.BreachedAt is not null);
        return this with { Earlier = earlier, IsBreached = IsBreached && (isStillInherited || !IsBreachInherited), IsBreachInherited = isStillInherited };
    }

    internal static ClockState From(ClockStarted started) => new()
    {
        Name = started.Clock,
        Instance = started.Instance,
        Level = started.Level,
        Target = started.Target,
        Calendar = started.Calendar,
        StartedAt = started.OccurredAt,
        Due = started.Due,
        RepeatsFrom = started.RepeatsFrom,
        WarningsLeft = started.Warnings,
    };
}
