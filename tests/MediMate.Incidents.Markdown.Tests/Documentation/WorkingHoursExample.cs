using NodaTime;

namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>The example of the page on clocks.</summary>
public sealed class WorkingHoursExample
{
    [Fact]
    public void Working_hours_of_the_page_are_those_of_the_table()
    {
        using var Console = new StringWriter();

        // snippet: working-hours
        var office = WorkingCalendar.From(new CalendarDefinition
        {
            Name = "Office",
            TimeZone = "Asia/Kuala_Lumpur",
            Windows =
            [
                .. new[] { IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday }
                    .Select(day => new WeeklyWindow { Day = day, Opens = new LocalTime(9, 0), Closes = new LocalTime(17, 0) }),
            ],
        });
        var fridayAtFour = Instant.FromUtc(2026, 3, 6, 8, 0);
        var due = office.Due(fridayAtFour, Duration.FromHours(2));
        Console.WriteLine(due);
        Console.WriteLine(office.Worked(fridayAtFour, due!.Value));
        // end of snippet

        Assert.Equal($"2026-03-09T02:00:00Z{Environment.NewLine}0:02:00:00{Environment.NewLine}", Console.ToString());
    }
}
