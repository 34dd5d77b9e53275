using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>What a clock has counted.</summary>
public sealed record ClockExplanation
{
    /// <summary>Gets the clock.</summary>
    public required ClockState Clock { get; init; }

    /// <summary>Gets the time counted, up to the stop or to now.</summary>
    public required Duration Worked { get; init; }

    /// <summary>Gets the time left.</summary>
    /// <value>Zero when it has run out.</value>
    public required Duration Remaining { get; init; }

    /// <summary>Gets the times during which it counted, the earliest first: pauses lie between them.</summary>
    public ImmutableArray<ClockSpan> Spans { get; init; } = [];

    /// <summary>Gets why it is not running.</summary>
    /// <value><see langword="null"/> while it runs.</value>
    public string? WhyNotRunning { get; init; }
}
