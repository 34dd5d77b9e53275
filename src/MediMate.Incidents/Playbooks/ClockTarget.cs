using NodaTime;

namespace MediMate.Incidents;

/// <summary>A clock's target at one level.</summary>
public sealed record ClockTarget
{
    /// <summary>Gets the level's name.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the time allowed.</summary>
    /// <value>More than zero; counted in the hours of <see cref="Calendar"/>.</value>
    public required Duration Within { get; init; }

    /// <summary>Gets the calendar whose hours count.</summary>
    /// <value>
    /// The name of a calendar, or <see cref="CalendarNames.Always"/> for round the clock; <see langword="null"/> for the level's own calendar.
    /// </value>
    public string? Calendar { get; init; }
}
