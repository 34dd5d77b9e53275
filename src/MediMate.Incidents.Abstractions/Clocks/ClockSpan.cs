using NodaTime;

namespace MediMate.Incidents;

/// <summary>A time during which a clock counted.</summary>
public sealed record ClockSpan
{
    /// <summary>Gets when it began.</summary>
    public required Instant From { get; init; }

    /// <summary>Gets when it ended.</summary>
    /// <value>For the span that lasts: the instant of the explanation.</value>
    public required Instant Until { get; init; }

    /// <summary>Gets the calendar whose hours counted.</summary>
    /// <value><see langword="null"/> for round the clock.</value>
    public string? Calendar { get; init; }

    /// <summary>Gets the time counted: what of the span lies in open hours.</summary>
    public required Duration Worked { get; init; }
}
