using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A clock at one level.</summary>
internal sealed class CompiledClock(string name, Duration target, ImmutableArray<decimal> warnings)
{
    public string Name { get; } = name;

    public Duration Target { get; } = target;

    /// <summary>Computes when the clock warns, if it starts now.</summary>
    public ImmutableArray<ClockWarning> WarningsFrom(Instant start)
    {
        var computed = ImmutableArray.CreateBuilder<ClockWarning>(warnings.Length);
        foreach (var fraction in warnings)
        {
            // Ticks of 100 ns, cut to the microsecond that stores keep.
            var ticks = (long)(Target.BclCompatibleTicks * fraction) / 10 * 10;
            computed.Add(new ClockWarning { Fraction = fraction, At = start + Duration.FromTicks(ticks) });
        }

        return computed.MoveToImmutable();
    }
}
