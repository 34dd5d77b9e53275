using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A clock at one level.</summary>
internal sealed class CompiledClock(ClockDefinition source, Duration target, WorkingCalendar calendar)
{
    private static readonly Duration Century = Duration.FromDays(OpeningPlan.DaysOf100Years);

    // Ticks of 100 ns, cut to the microsecond that stores keep.
    private readonly ImmutableArray<(decimal Fraction, Duration After)> _warnings =
        [.. source.Warnings.Select(fraction => (fraction, After(target, fraction)))];

    public string Name { get; } = source.Name;

    /// <summary>Gets a value indicating whether the host decides what starts and stops it.</summary>
    public bool IsOfHost { get; init; }

    public Duration Target { get; } = target;

    public WorkingCalendar Calendar { get; } = calendar;

    public bool IsPausable { get; } = source.IsPausable ?? source.Name != ClockNames.Response;

    /// <summary>Gets the fractions of the target at which it warns, each with the time after which that is.</summary>
    public ImmutableArray<(decimal Fraction, Duration After)> Warnings => _warnings;

    /// <summary>Gets a value indicating whether it begins again with each update.</summary>
    public bool IsRepeating => Name == ClockNames.UpdateCadence;

    /// <summary>Computes when the clock warns, if it starts now.</summary>
    public ImmutableArray<ClockWarning> WarningsFrom(Instant start)
    {
        var computed = ImmutableArray.CreateBuilder<ClockWarning>(_warnings.Length);
        foreach (var (fraction, after) in _warnings)
        {
            computed.Add(new ClockWarning { Fraction = fraction, At = Reach(Calendar, start, after) });
        }

        return computed.MoveToImmutable();
    }

    /// <summary>Computes when the clock is due, if it starts now.</summary>
    public Instant DueFrom(Instant start) => Reach(Calendar, start, Target);

    /// <summary>Computes when a target will have been worked.</summary>
    /// <remarks>
    /// A calendar whose dates are all closed, or a start at the end of time, has no such instant. No command fails for that: the clock then runs
    /// out in a century, or at the end of time.
    /// </remarks>
    public static Instant Reach(WorkingCalendar calendar, Instant start, Duration target) =>
        calendar.Due(start, target) ?? (start < Instant.MaxValue - Century ? start + Century : Instant.MaxValue);

    /// <summary>Computes the part of a target, to the microsecond.</summary>
    public static Duration After(Duration target, decimal fraction) => Duration.FromTicks((long)(target.BclCompatibleTicks * fraction) / 10 * 10);
}
