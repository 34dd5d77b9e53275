using NodaTime;

namespace MediMate.Incidents.Tests.Clocks;

/// <summary>Walks minute by minute over changes of clocks. The premises are checked first.</summary>
public sealed class ClockChangeWalkTests
{
    // Worked off within a few days even where a window has ten minutes.
    private static readonly Duration Target = Duration.FromMinutes(20);

    /// <summary>Zone, a local time inside the change, the minutes by which clocks go forward (back when negative).</summary>
    public static TheoryData<string, string, int> Changes { get; } = new()
    {
        { "Australia/Lord_Howe", "2026-10-04 02:15", 30 },
        { "Australia/Lord_Howe", "2026-04-05 01:45", -30 },
        { "America/Santiago", "2026-09-06 00:30", 60 },
        { "America/Santiago", "2026-04-04 23:30", -60 },
        { "Asia/Amman", "2021-03-26 00:30", 60 },
        { "Asia/Amman", "2021-10-29 00:30", -60 },
        { "America/New_York", "2026-03-08 02:30", 60 },
        { "America/New_York", "2026-11-01 01:30", -60 },
        { "Europe/Berlin", "2026-03-29 02:30", 60 },
        { "Europe/Berlin", "2026-10-25 02:30", -60 },
        { "Pacific/Apia", "2011-12-30 12:00", 24 * 60 },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Deadlines_rise_and_never_stall_over_a_change(string zone, string inside, int minutes)
    {
        var local = Check(zone, inside, minutes);
        var (from, to) = Around(zone, local, hours: 50);
        foreach (var definition in Hours(local))
        {
            var calendar = WorkingCalendar.From(definition, zone);
            var last = calendar.Due(from - Duration.FromMinutes(1), Target)!.Value;
            for (var start = from; start <= to; start += Duration.FromMinutes(1))
            {
                var due = calendar.Due(start, Target)!.Value;

                // Later starts are due later, by the time open in between and no less.
                Assert.True(due >= last, $"{zone} {start}: due {due} after {last}");
                Assert.Equal(Target, calendar.Worked(start, due));
                Assert.Equal(calendar.Worked(start - Duration.FromMinutes(1), start), calendar.Worked(last, due));
                Assert.True(due - start < Duration.FromDays(8), $"{zone} {start}: stalls until {due}");
                last = due;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Full_days_are_elapsed_time_over_a_change(string zone, string inside, int minutes)
    {
        var (from, to) = Around(zone, Check(zone, inside, minutes), hours: 80);
        var allDay = WorkingCalendar.From(Calendars.AllDay, zone);

        for (var start = from; start <= to; start += Duration.FromMinutes(7))
        {
            Assert.Equal(start + Duration.FromHours(30), allDay.Due(start, Duration.FromHours(30)));
        }

        var opening = Assert.Single(allDay.OpenBetween(from, to));
        Assert.Equal(to - from, opening.Duration);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Day_of_the_change_is_longer_or_shorter_by_the_change(string zone, string inside, int minutes)
    {
        var date = Check(zone, inside, minutes).Date;
        var tz = DateTimeZoneProviders.Tzdb[zone];

        // Seen from noon to noon, so that a change at midnight belongs to it; a day that never was is a gap as long as itself.
        var (noon, next) = (date.PlusDays(-1).At(LocalTime.Noon), date.PlusDays(1).At(LocalTime.Noon));
        var allDay = WorkingCalendar.From(Calendars.AllDay, zone);

        Assert.Equal(
            Duration.FromHours(48) - Duration.FromMinutes(minutes),
            allDay.Worked(noon.InZoneStrictly(tz).ToInstant(), next.InZoneStrictly(tz).ToInstant()));
    }

    private static LocalDateTime Check(string zone, string inside, int minutes)
    {
        var local = NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Parse(inside).Value;
        Premises.Holds(zone, local, Duration.FromMinutes(minutes));
        return local;
    }

    private static (Instant From, Instant To) Around(string zone, LocalDateTime local, int hours)
    {
        var change = DateTimeZoneProviders.Tzdb[zone].MapLocal(local).EarlyInterval.End;
        return (change - Duration.FromHours(hours), change + Duration.FromHours(hours));
    }

    /// <summary>Hours that begin, end, lie within and reach over the change.</summary>
    private static IEnumerable<CalendarDefinition> Hours(LocalDateTime inside)
    {
        var (before, at, after) = (inside.TimeOfDay.PlusMinutes(-90), inside.TimeOfDay, inside.TimeOfDay.PlusMinutes(90));
        foreach (var (opens, closes) in new[] { (before, at), (at, after), (before, after), (at.PlusMinutes(-5), at.PlusMinutes(5)), (after, before) })
        {
            yield return new CalendarDefinition
            {
                Name = "Change",
                Windows = [.. Calendars.Week.Select(day => new WeeklyWindow { Day = day, Opens = opens, Closes = closes })],
            };
        }
    }
}
