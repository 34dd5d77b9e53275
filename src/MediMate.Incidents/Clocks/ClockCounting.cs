using NodaTime;

namespace MediMate.Incidents;

/// <summary>Counts what a clock has worked.</summary>
internal static class ClockCounting
{
    /// <summary>Computes the time counted up to an instant; pauses do not count.</summary>
    public static Duration Worked(ClockState clock, CalendarSet calendars, Instant until)
    {
        if (clock.Result is not (null or ClockResult.Cancelled))
        {
            return clock.Worked;
        }

        var calendar = calendars.Find(clock.Calendar);
        if (until < (clock.PausedAt ?? clock.CountedFrom))
        {
            // Told late, from before the last pause or resumption, or from before the engine heard of the incident: nothing was worked then.
            return until > clock.StartedAt ? Duration.Min(clock.Worked, calendar.Worked(clock.StartedAt, until)) : Duration.Zero;
        }

        return clock.PausedAt is not null ? clock.Worked : clock.Worked + calendar.Worked(clock.CountedFrom, until);
    }
}
