using MediMate.Incidents.Tests.Clocks;
using NodaTime;

namespace MediMate.Incidents.Tests.Playbooks;

/// <summary>What is wrong with calendars, and with those who follow them.</summary>
public sealed class CalendarValidationTests
{
    private static readonly CalendarDefinition Minute = Calendars.Weekly([IsoDayOfWeek.Monday], "09:00-09:01");

    public static TheoryData<string, Func<Playbook, Playbook>> Wrong => new()
    {
        { "MMI1002", playbook => playbook with { Calendars = [Calendars.Office, Calendars.Office with { Name = "OFFICE" }] } },
        { "MMI1020", playbook => playbook with { Levels = playbook.Levels.SetItem(0, playbook.Levels[0] with { Calendar = "Office" }) } },
        { "MMI1020", playbook => playbook with { Clocks = [Clock(Duration.FromHours(1), "Office")] } },
        { "MMI1021", playbook => playbook with { Calendars = [Calendars.Office with { Windows = [] }] } },
        { "MMI1021", playbook => playbook with { Calendars = [Calendars.Office with { Windows = default, ExtraWindows = [Calendars.Extra("2026-03-07", "10:00-12:00")] }] } },
        { "MMI1022", playbook => playbook with { Calendars = [Calendars.Office with { TimeZone = "Mars/Olympus" }] } },
        { "MMI1023", playbook => playbook with { Calendars = [Calendars.Office with { Name = "ALWAYS" }] } },
        { "MMI1024", playbook => playbook with { Calendars = [Calendars.Office with { Windows = [Calendars.Window(IsoDayOfWeek.None, "09:00-17:00")] }] } },
        { "MMI1025", playbook => playbook with { Calendars = [Minute], Clocks = [Clock(Duration.FromMinutes(521), "office")] } },
        { "MMI1026", playbook => playbook with { Calendars = [Calendars.Office with { ClosedDates = [new LocalDate(2026, 3, 2).WithCalendar(CalendarSystem.Julian)] }] } },
    };

    public static TheoryData<Func<Playbook, Playbook>> Right => new()
    {
        playbook => playbook with { Calendars = [Minute], Clocks = [Clock(Duration.FromMinutes(520), "office")] },
        playbook => playbook with { Clocks = [Clock(Duration.FromDays(36_500), "Always")] },
        playbook => playbook with { Levels = playbook.Levels.SetItem(0, playbook.Levels[0] with { Calendar = "always" }) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validator_names_what_is_wrong_with_a_calendar(string code, Func<Playbook, Playbook> spoil)
    {
        var finding = Assert.Single(PlaybookValidator.Validate(spoil(TestPlaybooks.Example)));

        Assert.Equal((code, FindingLevel.Error), (finding.Code, finding.Level));
        Assert.NotEmpty(finding.Remedy);
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void Validator_accepts_what_can_be_worked_off(Func<Playbook, Playbook> change) =>
        Assert.Empty(PlaybookValidator.Validate(change(TestPlaybooks.Example)));

    [Fact]
    public void Overlapping_windows_do_not_make_the_week_longer()
    {
        var twice = Calendars.Weekly([IsoDayOfWeek.Monday], "09:00-09:01", "09:00-09:01");
        var playbook = TestPlaybooks.Example with { Calendars = [twice], Clocks = [Clock(Duration.FromMinutes(521), "Office")] };

        Assert.Equal("MMI1025", Assert.Single(PlaybookValidator.Validate(playbook)).Code);
    }

    [Fact]
    public void Level_with_an_unknown_calendar_is_one_mistake()
    {
        var playbook = TestPlaybooks.Example with
        {
            Levels = TestPlaybooks.Example.Levels.SetItem(0, TestPlaybooks.Example.Levels[0] with { Calendar = "Office" }),
            Clocks = [Clock(Duration.FromHours(1), calendar: null)],
        };

        Assert.Contains("severity level \"P0\"", Assert.Single(PlaybookValidator.Validate(playbook)).Message, StringComparison.OrdinalIgnoreCase);
    }

    private static ClockDefinition Clock(Duration target, string? calendar) =>
        new() { Name = ClockNames.Resolution, Targets = [new() { Level = "P0", Within = target, Calendar = calendar }] };
}
