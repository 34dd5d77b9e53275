using NodaTime;

namespace MediMate.Incidents.Tests.Clocks;

/// <summary>Working hours as semantics has them; 2026-03-02 is a Monday.</summary>
public sealed class CalendarTests
{
    [Theory]
    [InlineData("2026-03-06 16:00", 2, "2026-03-09 10:00")]
    [InlineData("2026-03-07 12:00", 1, "2026-03-09 10:00")]
    [InlineData("2026-03-02 09:00", 8, "2026-03-02 17:00")]
    [InlineData("2026-03-02 08:00", 8, "2026-03-02 17:00")]
    [InlineData("2026-03-02 17:00", 8, "2026-03-03 17:00")]
    [InlineData("2026-03-02 09:00", 0, "2026-03-02 09:00")]
    [InlineData("2026-03-07 12:00", 0, "2026-03-07 12:00")]
    [InlineData("2026-03-02 09:00", 40, "2026-03-06 17:00")]
    [InlineData("2026-03-02 09:00", 41, "2026-03-09 10:00")]
    [InlineData("2026-03-02 09:00", 4000, "2028-01-28 17:00")]
    public void Due_counts_office_hours_only(string start, int hours, string due)
    {
        var office = WorkingCalendar.From(Calendars.Office, Calendars.Home);

        Assert.Equal(due, Calendars.Local(office.Due(Calendars.At(start), Duration.FromHours(hours))));
    }

    [Fact]
    public void Due_passes_over_a_closed_date()
    {
        var office = WorkingCalendar.From(Calendars.Office with { ClosedDates = [new LocalDate(2026, 3, 9)] }, Calendars.Home);

        Assert.Equal("2026-03-10 10:00", Calendars.Local(office.Due(Calendars.At("2026-03-06 16:00"), Duration.FromHours(2))));
    }

    [Fact]
    public void Due_of_a_whole_day_ends_at_the_same_elapsed_time_when_clocks_go_forward()
    {
        const string Berlin = "Europe/Berlin";
        var allDay = WorkingCalendar.From(Calendars.AllDay with { TimeZone = Berlin });

        var due = allDay.Due(Calendars.At("2026-03-28 12:00", Berlin), Duration.FromHours(24));

        Assert.Equal("2026-03-29 13:00", Calendars.Local(due, Berlin));
    }

    [Theory]
    [InlineData("2026-10-31", 2)]
    [InlineData("2026-11-01", 3)]
    [InlineData("2026-11-02", 2)]
    public void Worked_counts_hours_twice_that_exist_twice(string date, int hours)
    {
        const string NewYork = "America/New_York";
        var night = WorkingCalendar.From(Calendars.Weekly(Calendars.Week, "01:30-03:30") with { TimeZone = NewYork });

        Assert.Equal(
            Duration.FromHours(hours),
            night.Worked(Calendars.At($"{date} 00:00", NewYork), Calendars.At($"{date} 12:00", NewYork)));
    }

    [Theory]
    [InlineData("2026-03-28", 24)]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    public void Worked_of_a_full_local_day_is_what_the_day_has(string date, int hours)
    {
        const string Berlin = "Europe/Berlin";
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value;
        var only = WorkingCalendar.From(
            Calendars.Office with { TimeZone = Berlin, Windows = [Calendars.Window(day.DayOfWeek, "00:00-24:00")] });
        var zone = DateTimeZoneProviders.Tzdb[Berlin];

        Assert.Equal(
            Duration.FromHours(hours),
            only.Worked(zone.AtStartOfDay(day.PlusDays(-2)).ToInstant(), zone.AtStartOfDay(day.PlusDays(3)).ToInstant()));
    }

    [Fact]
    public void Worked_moves_a_time_in_a_gap_to_its_end()
    {
        const string Berlin = "Europe/Berlin";
        var night = WorkingCalendar.From(Calendars.Weekly(Calendars.Week, "02:30-04:00") with { TimeZone = Berlin });

        Assert.Equal(Duration.FromHours(1), night.Worked(Calendars.At("2026-03-29 00:00", Berlin), Calendars.At("2026-03-29 12:00", Berlin)));
        Assert.Equal("2026-03-29 03:00", Calendars.Local(night.NextOpening(Calendars.At("2026-03-29 00:00", Berlin)), Berlin));
    }

    [Fact]
    public void Worked_leaves_out_a_window_that_lies_in_a_gap()
    {
        const string Berlin = "Europe/Berlin";
        var night = WorkingCalendar.From(Calendars.Weekly(Calendars.Week, "02:10-02:50") with { TimeZone = Berlin });

        Assert.Equal(Duration.Zero, night.Worked(Calendars.At("2026-03-29 00:00", Berlin), Calendars.At("2026-03-29 12:00", Berlin)));
        Assert.Equal("2026-03-30 02:10", Calendars.Local(night.NextOpening(Calendars.At("2026-03-29 00:00", Berlin)), Berlin));
    }

    [Fact]
    public void Overnight_window_belongs_to_the_day_on_which_it_opens()
    {
        var night = WorkingCalendar.From(
            Calendars.Weekly([IsoDayOfWeek.Friday], "22:00-06:00") with { ClosedDates = [new LocalDate(2026, 3, 7), new LocalDate(2026, 3, 13)] },
            Calendars.Home);

        Assert.Equal(Duration.FromHours(8), night.Worked(Calendars.At("2026-03-06 00:00"), Calendars.At("2026-03-08 00:00")));
        Assert.Equal(Duration.Zero, night.Worked(Calendars.At("2026-03-13 00:00"), Calendars.At("2026-03-15 00:00")));
    }

    [Fact]
    public void Extra_window_opens_on_a_closed_date_too()
    {
        var office = WorkingCalendar.From(
            Calendars.Office with { ClosedDates = [new LocalDate(2026, 3, 2)], ExtraWindows = [Calendars.Extra("2026-03-02", "10:00-12:00"), Calendars.Extra("2026-03-07", "09:00-10:00")] },
            Calendars.Home);

        Assert.Equal(Duration.FromHours(2), office.Worked(Calendars.At("2026-03-02 00:00"), Calendars.At("2026-03-03 00:00")));
        Assert.Equal("2026-03-07 09:30", Calendars.Local(office.Due(Calendars.At("2026-03-06 16:30"), Duration.FromHours(1))));
    }

    [Fact]
    public void Adjacent_and_overlapping_windows_are_one()
    {
        var office = WorkingCalendar.From(Calendars.Weekly([IsoDayOfWeek.Monday], "09:00-12:00", "12:00-14:00", "13:00-17:00"), Calendars.Home);

        var window = Assert.Single(office.OpenBetween(Calendars.At("2026-03-02 00:00"), Calendars.At("2026-03-03 00:00")));
        Assert.Equal(Duration.FromHours(8), window.Duration);
    }

    [Fact]
    public void Windows_of_one_day_are_apart_at_lunch()
    {
        var office = WorkingCalendar.From(Calendars.Weekly(Calendars.Week[..5], "09:00-13:00", "14:00-18:00"), Calendars.Home);

        Assert.Equal("2026-03-02 14:30", Calendars.Local(office.Due(Calendars.At("2026-03-02 12:00"), Duration.FromMinutes(90))));
        Assert.Equal("2026-03-02 13:00", Calendars.Local(office.Due(Calendars.At("2026-03-02 12:00"), Duration.FromMinutes(60))));
        Assert.False(office.IsOpenAt(Calendars.At("2026-03-02 13:00")));
        Assert.True(office.IsOpenAt(Calendars.At("2026-03-02 14:00")));
    }

    [Fact]
    public void Day_that_was_left_out_has_no_hours()
    {
        // Samoa crossed the date line: 2011-12-30 never was.
        const string Apia = "Pacific/Apia";
        Premises.Holds(Apia, new LocalDateTime(2011, 12, 30, 12, 0), Duration.FromHours(24));
        var allDay = WorkingCalendar.From(Calendars.AllDay with { TimeZone = Apia });
        var office = WorkingCalendar.From(Calendars.Weekly(Calendars.Week, "09:00-17:00") with { TimeZone = Apia });
        var night = WorkingCalendar.From(Calendars.Weekly([IsoDayOfWeek.Thursday], "22:00-06:00") with { TimeZone = Apia });
        var (from, to) = (Calendars.At("2011-12-29 00:00", Apia), Calendars.At("2012-01-01 00:00", Apia));

        Assert.Equal(Duration.FromHours(48), allDay.Worked(from, to));
        Assert.Equal(Duration.FromHours(16), office.Worked(from, to));
        Assert.Equal("2011-12-31 10:00", Calendars.Local(office.Due(Calendars.At("2011-12-29 16:00", Apia), Duration.FromHours(2)), Apia));
        Assert.Equal(Duration.FromHours(2), night.Worked(from, to));
    }

    [Fact]
    public void Round_the_clock_is_elapsed_time()
    {
        var start = Calendars.At("2026-03-07 12:00");

        Assert.Equal(start + Duration.FromHours(100), WorkingCalendar.Always.Due(start, Duration.FromHours(100)));
        Assert.Equal(Duration.FromHours(7), WorkingCalendar.Always.Worked(start, start + Duration.FromHours(7)));
        Assert.True(WorkingCalendar.Always.IsOpenAt(start));
        Assert.Equal(start, WorkingCalendar.Always.NextOpening(start));
        Assert.Single(WorkingCalendar.Always.OpenBetween(start, start + Duration.FromHours(1)));
    }

    [Fact]
    public void Worked_backwards_is_refused()
    {
        var office = WorkingCalendar.From(Calendars.Office, Calendars.Home);
        var at = Calendars.At("2026-03-02 09:00");

        Assert.Throws<ArgumentOutOfRangeException>(() => office.Worked(at, at - Duration.Epsilon));
        Assert.Throws<ArgumentOutOfRangeException>(() => office.OpenBetween(at, at - Duration.Epsilon));
    }

    [Fact]
    public void Due_beyond_a_century_is_never()
    {
        var minute = WorkingCalendar.From(Calendars.Weekly([IsoDayOfWeek.Monday], "09:00-09:01"), Calendars.Home);
        var start = Calendars.At("2026-03-02 09:00");

        Assert.Equal("2035-03-05 09:01", Calendars.Local(minute.Due(start, Duration.FromMinutes(471))));
        Assert.Null(minute.Due(start, Duration.FromMinutes(53 * 100)));
        Assert.Null(minute.Due(start, Duration.MaxValue));
        Assert.Null(WorkingCalendar.Always.Due(start, Duration.MaxValue));
    }

    [Fact]
    public void Instants_at_the_ends_of_time_are_answered()
    {
        var office = WorkingCalendar.From(Calendars.Office, Calendars.Home);

        Assert.Null(office.Due(Instant.MaxValue, Duration.FromHours(1)));
        Assert.False(office.IsOpenAt(Instant.MinValue));
        Assert.Equal("2026-03-02 10:00", Calendars.Local(office.Due(Calendars.At("2026-03-02 09:00"), Duration.FromHours(1))));
    }

    [Fact]
    public void Questions_far_apart_have_the_answers_of_a_fresh_calendar()
    {
        var asked = WorkingCalendar.From(Calendars.Office, Calendars.Home);
        foreach (var start in new[] { "2026-03-06 16:00", "1999-03-05 16:00", "2081-03-07 12:00", "2026-03-06 16:00", "1950-01-01 00:00" })
        {
            var fresh = WorkingCalendar.From(Calendars.Office, Calendars.Home);
            Assert.Equal(
                Calendars.Local(fresh.Due(Calendars.At(start), Duration.FromHours(300))),
                Calendars.Local(asked.Due(Calendars.At(start), Duration.FromHours(300))));
        }
    }

    [Fact]
    public void Window_that_reaches_into_what_was_computed_counts()
    {
        var night = WorkingCalendar.From(Calendars.Weekly(Calendars.Week, "22:00-06:00"));

        // Asked about 2026 first, the calendar knows 2025 from its first instant on.
        night.Due(Instant.FromUtc(2026, 3, 2, 0, 0), Duration.FromHours(1));

        Assert.Equal(Duration.FromHours(6), night.Worked(Instant.FromUtc(2025, 1, 1, 0, 0), Instant.FromUtc(2025, 1, 1, 12, 0)));
    }

    [Fact]
    public void Due_is_not_early_by_a_part_of_a_tick()
    {
        var office = WorkingCalendar.From(Calendars.Office, Calendars.Home);
        var start = Calendars.At("2026-03-02 09:00");

        Assert.Equal(start + Duration.FromTicks(1), office.Due(start, Duration.FromNanoseconds(1)));
    }

    [Fact]
    public void Bad_calendar_is_refused_with_all_that_is_wrong()
    {
        var bad = new CalendarDefinition { Name = "Always", TimeZone = "Mars/Olympus" };

        var refused = Assert.Throws<PlaybookException>(() => WorkingCalendar.From(bad));

        Assert.Equal(["MMI1023", "MMI1022", "MMI1021"], refused.Findings.Select(finding => finding.Code));
        Assert.Equal(["MMI1024"], Assert.Throws<PlaybookException>(() => WorkingCalendar.From(
            Calendars.Office with { Windows = [Calendars.Window(IsoDayOfWeek.None, "09:00-17:00")] })).Findings.Select(finding => finding.Code));
    }
}
