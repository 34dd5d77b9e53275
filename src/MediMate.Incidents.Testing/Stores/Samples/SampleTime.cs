using NodaTime;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>The instants of the checks.</summary>
internal static class SampleTime
{
    public static Instant Start { get; } = Instant.FromUtc(2026, 3, 2, 2, 0);

    /// <summary>Gets an early instant, as early as every database keeps.</summary>
    public static Instant Earliest { get; } = Instant.FromUtc(1, 1, 1, 0, 0);

    /// <summary>Gets a late instant, as late and as fine as every database keeps.</summary>
    public static Instant Latest { get; } = Instant.FromUtc(9999, 12, 31, 23, 59, 59) + Duration.FromNanoseconds(999_999_000);

    /// <summary>Gives a second of the check.</summary>
    public static Instant At(int second) => Start + Duration.FromSeconds(second);

    /// <summary>Makes a claim at a second of the check, for a minute.</summary>
    public static StoreClaim Claim(int second, int limit) => new() { Now = At(second), LeasedUntil = At(second + 60), Limit = limit };
}
