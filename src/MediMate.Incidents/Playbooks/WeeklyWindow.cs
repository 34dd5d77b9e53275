using NodaTime;

namespace MediMate.Incidents;

/// <summary>A window of a calendar that opens each week.</summary>
/// <remarks>
/// It belongs to the day on which it opens. Where clocks change, a time that does not exist moves to the end of the gap; of a time that
/// exists twice the window opens at the earlier and closes at the later, so those hours count twice.
/// </remarks>
public sealed record WeeklyWindow
{
    /// <summary>Gets the day on which it opens.</summary>
    /// <value>Monday to Sunday.</value>
    public required IsoDayOfWeek Day { get; init; }

    /// <summary>Gets the local time at which it opens.</summary>
    public required LocalTime Opens { get; init; }

    /// <summary>Gets the local time at which it closes.</summary>
    /// <value>A time that is not after <see cref="Opens"/> is one of the next day; midnight is the end of the day.</value>
    public required LocalTime Closes { get; init; }
}
