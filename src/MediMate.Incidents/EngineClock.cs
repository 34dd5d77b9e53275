using NodaTime;
using NodaTime.Extensions;

namespace MediMate.Incidents;

/// <summary>The one clock of the engine, cut to the microseconds that every store keeps.</summary>
internal sealed class EngineClock(TimeProvider timeProvider)
{
    private readonly IClock _clock = timeProvider.ToClock();

    public TimeProvider TimeProvider { get; } = timeProvider;

    public Instant Now => Cut(_clock.GetCurrentInstant());

    /// <summary>Cuts an instant to microseconds, so that what is read back from a store equals what was written.</summary>
    public static Instant Cut(Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(ticks - (((ticks % 10) + 10) % 10));
    }
}
