using NodaTime;

namespace MediMate.Incidents;

/// <summary>Counts what a clock has worked.</summary>
internal static class ClockCounting
{
    /// <summary>Computes the time counted up to an instant; pauses do not count.</summary>
    public static Duration Worked(ClockState clock, CalendarSet calendars, Instant until)
    {
        if (clock.PausedAt is not null || clock.Result is not (null or ClockResult.Cancelled))
        {
            return clock.Worked;
        }

        // Told late, it may have been stopped before the engine heard of the incident: nothing was worked then.
        return clock.Worked + calendars.Find(clock.Calendar).Worked(clock.CountedFrom, Instant.Max(until, clock.CountedFrom));
    }
}
