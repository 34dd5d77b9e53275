using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A clock at one level.</summary>
internal sealed class CompiledClock(string name, Duration target, ImmutableArray<decimal> warnings)
{
    // Ticks of 100 ns, cut to the microsecond that stores keep.
    private readonly ImmutableArray<(decimal Fraction, Duration After)> _warnings =
        [.. warnings.Select(fraction => (fraction, Duration.FromTicks((long)(target.BclCompatibleTicks * fraction) / 10 * 10)))];

    public string Name { get; } = name;

    public Duration Target { get; } = target;

    /// <summary>Computes when the clock warns, if it starts now.</summary>
    public ImmutableArray<ClockWarning> WarningsFrom(Instant start)
    {
        var computed = ImmutableArray.CreateBuilder<ClockWarning>(_warnings.Length);
        foreach (var (fraction, after) in _warnings)
        {
            computed.Add(new ClockWarning { Fraction = fraction, At = start + after });
        }

        return computed.MoveToImmutable();
    }
}
