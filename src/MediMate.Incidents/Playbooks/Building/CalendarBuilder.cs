using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Adds the windows and dates of working hours.</summary>
/// <remarks>Not safe for several threads.</remarks>
public sealed class CalendarBuilder
{
    private CalendarDefinition _calendar;

    internal CalendarBuilder(string name)
    {
        _calendar = new CalendarDefinition { Name = name };
    }

    /// <summary>Sets the time zone of the hours.</summary>
    /// <param name="id">An IANA id. Default: the playbook's.</param>
    /// <returns>This builder.</returns>
    public CalendarBuilder UseTimeZone(string id) => Change(_calendar with { TimeZone = id });

    /// <summary>Adds a window to a range of days.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day; one that comes before the first goes over the end of the week.</param>
    /// <param name="opens">The local time at which it opens.</param>
    /// <param name="closes">The local time at which it closes; one not after <paramref name="opens"/> is of the next day.</param>
    /// <returns>This builder.</returns>
    public CalendarBuilder Open(IsoDayOfWeek first, IsoDayOfWeek last, LocalTime opens, LocalTime closes)
    {
        const int Week = 7;
        var count = ((last - first + Week) % Week) + 1;
        var days = Enumerable.Range(0, count).Select(day => (IsoDayOfWeek)((((int)first - 1 + day) % Week) + 1));
        return Change(_calendar with { Windows = _calendar.Windows.AddRange(days.Select(day => new WeeklyWindow { Day = day, Opens = opens, Closes = closes })) });
    }

    /// <summary>Adds a window to a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="opens">The local time at which it opens.</param>
    /// <param name="closes">The local time at which it closes; one not after <paramref name="opens"/> is of the next day.</param>
    /// <returns>This builder.</returns>
    public CalendarBuilder Open(IsoDayOfWeek day, LocalTime opens, LocalTime closes) => Open(day, day, opens, closes);

    /// <summary>Closes dates: no weekly window opens on them.</summary>
    /// <param name="dates">The dates.</param>
    /// <returns>This builder.</returns>
    public CalendarBuilder Close(params ImmutableArray<LocalDate> dates) =>
        Change(_calendar with { ClosedDates = _calendar.ClosedDates.AddRange(dates) });

    /// <summary>Adds a window on a single date, closed or not.</summary>
    /// <param name="date">The date.</param>
    /// <param name="opens">The local time at which it opens.</param>
    /// <param name="closes">The local time at which it closes; one not after <paramref name="opens"/> is of the next day.</param>
    /// <returns>This builder.</returns>
    public CalendarBuilder OpenOn(LocalDate date, LocalTime opens, LocalTime closes) =>
        Change(_calendar with { ExtraWindows = _calendar.ExtraWindows.Add(new ExtraWindow { Date = date, Opens = opens, Closes = closes }) });

    internal CalendarDefinition Build() => _calendar;

    private CalendarBuilder Change(CalendarDefinition changed)
    {
        _calendar = changed;
        return this;
    }
}
