using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Working hours to compute with: how long was worked, and when a target will have been.</summary>
/// <remarks>
/// <para>Worked time is elapsed time inside the open windows, not wall-clock time: a day on which clocks change has 23 or 25 hours.
/// Times are exact to the tick of 100 ns.</para>
/// <para>Immutable to its users and safe for any number of threads. Openings are computed once, for whole years around the instants that
/// are asked for; a question then costs the same whatever its target.</para>
/// </remarks>
public sealed class WorkingCalendar
{
    private readonly OpeningPlan? _plan;
    private Openings? _openings;

    private WorkingCalendar(string name, OpeningPlan? plan)
    {
        Name = name;
        _plan = plan;
    }

    /// <summary>Gets the calendar that is always open.</summary>
    public static WorkingCalendar Always { get; } = new(CalendarNames.Always, plan: null);

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets a value indicating whether every hour counts.</summary>
    public bool IsAlways => _plan is null;

    /// <summary>Makes a calendar.</summary>
    /// <param name="definition">Its hours.</param>
    /// <param name="timeZone">The IANA id of the zone in which a definition without one of its own is read.</param>
    /// <returns>The calendar.</returns>
    /// <exception cref="PlaybookException">The definition has errors: all of them.</exception>
    public static WorkingCalendar From(CalendarDefinition definition, string timeZone = "Etc/UTC")
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(timeZone);

        var findings = CalendarValidation.Check(definition, timeZone).ToImmutableArray();
        return findings.IsEmpty
            ? new WorkingCalendar(definition.Name, new WeeklyPlan(definition, DateTimeZoneProviders.Tzdb[definition.TimeZone ?? timeZone]))
            : throw new PlaybookException(findings);
    }

    /// <summary>Makes a calendar of open hours that the host knows.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="hours">The open hours.</param>
    /// <returns>The calendar.</returns>
    public static WorkingCalendar OfHost(string name, IOpeningHours hours)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(hours);
        return new WorkingCalendar(name, new HostPlan(hours));
    }

    /// <summary>Computes the time worked between two instants.</summary>
    /// <param name="from">The earlier instant.</param>
    /// <param name="to">The later instant.</param>
    /// <returns>The elapsed time inside the open windows; zero or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="to"/> is before <paramref name="from"/>.</exception>
    public Duration Worked(Instant from, Instant to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);

        if (_plan is null)
        {
            return to - from;
        }

        var (first, last) = (from.ToUnixTimeTicks(), to.ToUnixTimeTicks());
        var openings = Covering(_plan, first, last);
        return Duration.FromTicks(openings.OpenBefore(last) - openings.OpenBefore(first));
    }

    /// <summary>Computes when a target will have been worked.</summary>
    /// <param name="start">The instant from which it counts.</param>
    /// <param name="target">The target. Zero or less has been worked at the start.</param>
    /// <returns>
    /// The earliest instant by which it will have been worked: a target that ends exactly at closing is due at closing.
    /// <see langword="null"/> when that is more than 100 years away.
    /// </returns>
    public Instant? Due(Instant start, Duration target)
    {
        if (target <= Duration.Zero)
        {
            return start;
        }

        if (_plan is null)
        {
            return target < Instant.MaxValue - start ? start + target : null;
        }

        var first = start.ToUnixTimeTicks();
        var needed = Ticks(target);
        var bound = OpeningPlan.Clamp(first + OpeningPlan.TicksOf100Years);
        for (var openings = Covering(_plan, first, first); ; openings = Wider(_plan, openings))
        {
            if (openings.FindWorked(first, needed) is { } due)
            {
                return due <= bound ? Instant.FromUnixTimeTicks(due) : null;
            }

            if (openings.To >= bound)
            {
                return null;
            }
        }
    }

    /// <summary>Tells whether an instant lies inside an open window; the instant of opening does, that of closing does not.</summary>
    /// <param name="at">The instant.</param>
    /// <returns><see langword="true"/> when it is open.</returns>
    public bool IsOpenAt(Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        return _plan is null || Covering(_plan, ticks, ticks).IsOpenAt(ticks);
    }

    /// <summary>Finds when it is open next.</summary>
    /// <param name="from">The instant from which to look.</param>
    /// <returns>The instant itself when it is open then, else the next opening; <see langword="null"/> when that is more than 100 years away.</returns>
    public Instant? NextOpening(Instant from) => IsOpenAt(from) ? from : Due(from, Duration.FromTicks(1)) - Duration.FromTicks(1);

    /// <summary>Lists the open windows between two instants, cut off at both.</summary>
    /// <param name="from">The earlier instant.</param>
    /// <param name="to">The later instant.</param>
    /// <returns>The windows in order; none is empty, no two touch.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="to"/> is before <paramref name="from"/>.</exception>
    public ImmutableArray<Interval> OpenBetween(Instant from, Instant to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);

        if (_plan is null)
        {
            return from == to ? [] : [new Interval(from, to)];
        }

        var (first, last) = (from.ToUnixTimeTicks(), to.ToUnixTimeTicks());
        return Covering(_plan, first, last).Between(first, last);
    }

    private static long Ticks(Duration duration)
    {
        // More than a century is never reached: the bound, so that no arithmetic overflows.
        if (duration.Days >= OpeningPlan.DaysOf100Years)
        {
            return OpeningPlan.TicksOf100Years;
        }

        var ticks = duration.BclCompatibleTicks;
        return Duration.FromTicks(ticks) < duration ? ticks + 1 : ticks;
    }

    private Openings Covering(OpeningPlan plan, long from, long to)
    {
        var openings = Volatile.Read(ref _openings);
        return openings is not null && openings.Covers(from, to) ? openings : Keep(plan.Materialise(openings, from, to));
    }

    private Openings Wider(OpeningPlan plan, Openings openings) => Keep(plan.Wider(openings));

    /// <summary>Keeps what was computed. Two threads may compute at once; whichever is kept, each answers from its own.</summary>
    private Openings Keep(Openings openings)
    {
        Volatile.Write(ref _openings, openings);
        return openings;
    }
}
