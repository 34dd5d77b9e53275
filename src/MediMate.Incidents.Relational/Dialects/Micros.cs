using NodaTime;

namespace MediMate.Incidents;

/// <summary>Instants as every database of this family keeps them: whole microseconds since 1970-01-01T00:00Z.</summary>
internal static class Micros
{
    public static long Of(Instant instant) => EngineClock.Cut(instant).ToUnixTimeTicks() / 10;

    public static object? Of(Instant? instant) => instant is { } value ? Of(value) : null;

    public static Instant ToInstant(long micros) => Instant.FromUnixTimeTicks(micros * 10);
}
