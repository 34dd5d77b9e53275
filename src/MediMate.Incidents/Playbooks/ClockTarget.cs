using NodaTime;

namespace MediMate.Incidents;

/// <summary>A clock's target at one level.</summary>
public sealed record ClockTarget
{
    /// <summary>Gets the level's name.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the time allowed.</summary>
    /// <value>Elapsed time round the clock, more than zero.</value>
    public required Duration Within { get; init; }
}
