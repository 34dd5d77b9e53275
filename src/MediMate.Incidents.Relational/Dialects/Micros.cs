using NodaTime;

namespace MediMate.Incidents;

/// <summary>Instants as every database of this family keeps them: whole microseconds since 1970-01-01T00:00Z.</summary>
internal static class Micros
{
    private static readonly long Earliest = Of(Instant.MinValue) + 1;
    private static readonly long Latest = Of(Instant.MaxValue);

    public static long Of(Instant instant) => EngineClock.Cut(instant).ToUnixTimeTicks() / 10;

    public static object? Of(Instant? instant) => instant is { } value ? Of(value) : null;

    /// <summary>Reads an instant. A number beyond all time, which nobody wrote, is taken as the end of time.</summary>
    public static Instant ToInstant(long micros) => Instant.FromUnixTimeTicks(Math.Clamp(micros, Earliest, Latest) * 10);
}
