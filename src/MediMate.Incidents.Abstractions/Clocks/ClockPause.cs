using NodaTime;

namespace MediMate.Incidents;

/// <summary>A time during which a clock did not count.</summary>
public sealed record ClockPause
{
    /// <summary>Gets when it began.</summary>
    public required Instant From { get; init; }

    /// <summary>Gets when it ended.</summary>
    /// <value><see langword="null"/> while it lasts.</value>
    public Instant? Until { get; init; }
}
