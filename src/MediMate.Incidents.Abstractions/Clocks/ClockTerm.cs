using NodaTime;

namespace MediMate.Incidents;

/// <summary>What a clock measured before its target was changed.</summary>
public sealed record ClockTerm
{
    /// <summary>Gets when the target was changed: the terms after it count from here.</summary>
    public required Instant Until { get; init; }

    /// <summary>Gets the level whose target it measured.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the time that was allowed.</summary>
    public required Duration Target { get; init; }

    /// <summary>Gets the calendar whose hours counted.</summary>
    /// <value><see langword="null"/> for round the clock.</value>
    public string? Calendar { get; init; }

    /// <summary>Gets when it had run out, if it had.</summary>
    /// <value>A breach that a looser target ended; it stays on the timeline. <see langword="null"/> when there was none, or it was withdrawn.</value>
    public Instant? BreachedAt { get; init; }
}
