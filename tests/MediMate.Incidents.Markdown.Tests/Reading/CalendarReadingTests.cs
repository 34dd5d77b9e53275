using NodaTime;

namespace MediMate.Incidents.Markdown.Tests.Reading;

/// <summary>Calendars in the words that people write.</summary>
public sealed class CalendarReadingTests
{
    [Theory]
    [InlineData("Mon-Fri", "12345")]
    [InlineData("Monday to Friday", "12345")]
    [InlineData("Mo–Fr", "12345")]
    [InlineData("weekdays", "12345")]
    [InlineData("Mon, Wed, Fri", "135")]
    [InlineData("Fri-Mon", "5671")]
    [InlineData("Sun", "7")]
    [InlineData("Saturdays", "6")]
    [InlineData("weekend", "67")]
    [InlineData("Daily", "1234567")]
    [InlineData("every day", "1234567")]
    [InlineData("Mon-Mon", "1")]
    public void Days_are_read_in_order(string days, string expected)
    {
        var calendar = Read($"| O | {days} | 09:00-17:00 | | |");

        Assert.Equal(expected, string.Concat(calendar.Windows.Select(window => (int)window.Day)));
    }

    [Theory]
    [InlineData("09:00-17:00", "09:00-17:00")]
    [InlineData("9:00 – 17:30", "09:00-17:30")]
    [InlineData("9-17", "09:00-17:00")]
    [InlineData("22:00-06:00", "22:00-06:00")]
    [InlineData("09:00-13:00, 14:00-18:00", "09:00-13:00 14:00-18:00")]
    [InlineData("00:00-24:00", "00:00-00:00")]
    [InlineData("all day", "00:00-00:00")]
    [InlineData("24 h", "00:00-00:00")]
    [InlineData("8 to 12", "08:00-12:00")]
    public void Hours_are_read(string hours, string expected)
    {
        var calendar = Read($"| O | Mon | {hours} | | |");

        Assert.Equal(expected, string.Join(' ', calendar.Windows.Select(window => $"{window.Opens:HH:mm}-{window.Closes:HH:mm}")));
    }

    [Fact]
    public void Dates_and_ranges_of_dates_are_read()
    {
        var calendar = Read("| O | Mon | 09:00-17:00 | 2026-08-31, 2026-12-24 to 2026-12-26 | 2026-03-07 10:00-12:00, 2026-03-08 22:00-02:00 |");

        Assert.Equal(
            [new LocalDate(2026, 8, 31), new LocalDate(2026, 12, 24), new LocalDate(2026, 12, 25), new LocalDate(2026, 12, 26)], calendar.ClosedDates);
        Assert.Equal(2, calendar.ExtraWindows.Length);
        Assert.Equal(new LocalTime(2, 0), calendar.ExtraWindows[1].Closes);
    }

    [Fact]
    public void Row_without_a_name_goes_on_with_the_calendar_above_it()
    {
        var calendar = Read("| O | Mon-Thu | 09:00-17:00 | | |\n| | Fri | 09:00-13:00 | | |\n| | | | 2026-08-31 | |");

        Assert.Equal(5, calendar.Windows.Length);
        Assert.Equal(new LocalTime(13, 0), calendar.Windows[^1].Closes);
        Assert.Single(calendar.ClosedDates);
    }

    [Fact]
    public void Levels_and_clocks_name_their_calendars()
    {
        var playbook = PlaybookAssert.Reads(
            """
            # Test

            ## Severity
            | Level | Response Time | Working hours |
            |---|---|---|
            | P0 | 15 min | always |
            | P1 | 1 h | Office |

            ## Business hours
            | Name | Time zone | Days | Hours |
            |---|---|---|---|
            | Office | Asia/Kuala_Lumpur | Mon-Fri | 09:00-17:00 |

            ## Clocks
            | Clock | P0 | P1 | Calendar |
            |---|---|---|---|
            | Resolution | 4 h (always) | 8 h | Office |
            """);

        Assert.Equal([CalendarNames.Always, "Office"], playbook.Levels.Select(level => level.Calendar));
        Assert.Equal([CalendarNames.Always, "Office"], Assert.Single(playbook.Clocks).Targets.Select(target => target.Calendar));
        PlaybookAssert.RoundTrips(playbook);
    }

    [Fact]
    public void Level_may_have_the_name_of_a_column_of_the_clocks()
    {
        var playbook = PlaybookAssert.Reads("# Test\n\n## Severity\n| Level | Response Time |\n|---|---|\n| Pause | 1 h |\n\n## Clocks\n| Clock | Pause |\n|---|---|\n| Response | 5 min |\n");

        Assert.Equal("Pause", Assert.Single(Assert.Single(playbook.Clocks).Targets).Level);
    }

    [Fact]
    public void All_that_is_wrong_with_a_calendar_is_said_at_once()
    {
        var reading = PlaybookMarkdown.Read(TestDocuments.With(
            "## Calendars\n| Calendar | Zone | Days | Hours | Closed |\n|---|---|---|---|---|\n| O | Mars/Olympus | Funday | nine | soon |"));

        Assert.Equal(
            ["MMI1022", "MMI1160", "MMI1161", "MMI1162"],
            reading.Findings.Where(finding => finding.Level == FindingLevel.Error).Select(finding => finding.Code).Order());
    }

    private static CalendarDefinition Read(string rows)
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With($"## Calendars\n| Calendar | Days | Hours | Closed | Extra |\n|---|---|---|---|---|\n{rows}"));
        PlaybookAssert.RoundTrips(playbook);
        return Assert.Single(playbook.Calendars);
    }
}
