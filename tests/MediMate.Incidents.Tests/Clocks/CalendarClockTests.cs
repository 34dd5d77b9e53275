using NodaTime;

namespace MediMate.Incidents.Tests.Clocks;

/// <summary>Clocks on calendars that an engine has to live with.</summary>
public sealed class CalendarClockTests
{
    [Fact]
    public async Task Clock_of_a_calendar_that_is_closed_for_a_century_keeps_no_incident_from_being_declared()
    {
        var days = Enumerable.Range(0, 37_000).Select(new LocalDate(2026, 3, 1).PlusDays);
        await using var engine = new Engine(TestPlaybooks.Example with
        {
            Calendars = [Calendars.Office with { ClosedDates = [.. days] }],
            Levels = TestPlaybooks.Example.Levels.SetItem(0, TestPlaybooks.Example.Levels[0] with { Calendar = "Office" }),
        });

        var declared = await engine.Incidents.SignalAsync(new Signal { Summary = "complete app down" });

        Assert.True(declared.IsAccepted);
        Assert.Equal(Engine.Start + Duration.FromDays(36_525), declared.Incident!.Clocks.Single().Due);
        await engine.Incidents.RunDueAsync();
        Assert.Single(engine.Sms.Messages);
    }

    [Fact]
    public async Task Clock_with_working_hours_runs_out_when_they_are_over()
    {
        await using var engine = new Engine(TestPlaybooks.Example with
        {
            Calendars = [Calendars.Office],
            Levels = TestPlaybooks.Example.Levels.SetItem(3, TestPlaybooks.Example.Levels[3] with { ResponseTime = Duration.FromHours(7), Calendar = "office" }),
        });

        var declared = await engine.Incidents.SignalAsync(new Signal { Summary = "UI glitch" });

        var clock = declared.Incident!.Clocks.Single();
        Assert.Equal("2026-03-02 17:00", Calendars.Local(clock.Due));
        Assert.Equal("Office", clock.Calendar);
    }
}
