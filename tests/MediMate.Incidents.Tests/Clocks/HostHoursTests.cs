using FsCheck.Xunit;
using MediMate.Incidents.Tests.Laws;
using NodaTime;

namespace MediMate.Incidents.Tests.Clocks;

/// <summary>Open hours that the host knows count like those of a playbook.</summary>
public sealed class HostHoursTests
{
    [Fact]
    public async Task Clock_follows_the_hours_of_the_host_instead_of_those_of_the_playbook()
    {
        // The host opens at ten for two hours each day; the playbook says nine to five.
        await using var engine = new Engine(TestPlaybooks.WithClocks, incidents => incidents.UseOpeningHours("office", new DailyHours(10, 12)));

        var incident = await engine.SignalAsync("core feature broken");

        var resolution = incident.Clocks.Single(clock => clock.Name == ClockNames.Resolution);
        Assert.Equal(Instant.FromUtc(2026, 3, 5, 4, 0), resolution.Due);
    }

    [Fact]
    public void Hours_of_a_calendar_that_the_playbook_does_not_have_are_an_error_at_the_start()
    {
        var refused = Assert.Throws<PlaybookException>(() => _ = new Engine(TestPlaybooks.WithClocks, incidents => incidents.UseOpeningHours("School", new DailyHours(8, 13))));

        Assert.Equal("MMI1055", Assert.Single(refused.Findings).Code);
    }

    [Fact]
    public void Of_two_hours_for_one_calendar_the_later_count()
    {
        var parts = new HostParts([new("Office", new DailyHours(1, 2)), new("OFFICE", new DailyHours(10, 12))], []);

        var calendar = new CalendarSet(TestPlaybooks.WithClocks, parts).Find("office");

        Assert.Equal(Duration.FromHours(2), calendar.Worked(Instant.FromUtc(2026, 3, 2, 0, 0), Instant.FromUtc(2026, 3, 3, 0, 0)));
    }

    [Property(MaxTest = 200, Arbitrary = [typeof(CalendarCases)])]
    public bool Hours_that_say_what_a_playbook_says_count_the_same(CalendarCase given)
    {
        var own = given.Calendar;
        var host = WorkingCalendar.OfHost("host", new SameHours(own));
        var later = given.Start + given.Target;

        return own.Worked(given.Start, later) == host.Worked(given.Start, later) && own.Due(given.Start, given.Target) == host.Due(given.Start, given.Target);
    }

    private sealed class DailyHours(int opens, int closes) : IOpeningHours
    {
        public IEnumerable<Interval> OpenWithin(Interval range)
        {
            var zone = DateTimeZoneProviders.Tzdb["Asia/Kuala_Lumpur"];
            for (var date = range.Start.InZone(zone).Date; date <= range.End.InZone(zone).Date; date = date.PlusDays(1))
            {
                yield return new Interval((date + new LocalTime(opens, 0)).InZoneLeniently(zone).ToInstant(), (date + new LocalTime(closes, 0)).InZoneLeniently(zone).ToInstant());
            }
        }
    }

    /// <summary>The hours of another calendar, in pieces that overlap and in no order.</summary>
    private sealed class SameHours(WorkingCalendar calendar) : IOpeningHours
    {
        public IEnumerable<Interval> OpenWithin(Interval range) =>
            calendar.OpenBetween(range.Start, range.End).Reverse().SelectMany(open => new[] { open, new Interval(open.Start + ((open.End - open.Start) / 2), open.End) });
    }
}
