namespace MediMate.Incidents.Markdown.Tests.Reading;

/// <summary>When the pages of a level go out: the column of the severity table.</summary>
public sealed class DeliveryReadingTests
{
    private const string Office = "## Calendars\n| Calendar | Days | Hours |\n|---|---|---|\n| Office | Mon-Fri | 09:00-17:00 |\n";

    [Theory]
    [InlineData("Deliver")]
    [InlineData("Delivers")]
    [InlineData("Delivery")]
    [InlineData("DELIVER")]
    public void Column_says_which_levels_wait_for_their_calendar(string column)
    {
        var playbook = PlaybookAssert.Reads(Document("Office", column, "at once", "calendar", "Calendar", string.Empty));

        Assert.Equal(
            [("P0", MessageDelivery.AtOnce), ("P1", MessageDelivery.Calendar), ("P2", MessageDelivery.Calendar), ("P3", (MessageDelivery?)null)],
            playbook.Levels.Select(level => (level.Name, level.Deliver)));
        PlaybookAssert.RoundTrips(playbook);
    }

    [Fact]
    public void Column_that_is_not_there_says_nothing_and_is_not_written()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With(string.Empty));

        Assert.All(playbook.Levels, level => Assert.Null(level.Deliver));
        Assert.DoesNotContain("Deliver", PlaybookMarkdown.Write(playbook), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("calender")]
    [InlineData("at once, calendar")]
    [InlineData("yes")]
    [InlineData("<b>x</b>")]
    public void Word_that_is_none_is_found_at_its_place_and_the_remedy_names_both(string word)
    {
        var finding = Assert.Single(PlaybookMarkdown.Read(Document("Office", "Deliver", word)).Findings, finding => finding.Level == FindingLevel.Error);

        Assert.Equal(("MMI1119", 6, 30), (finding.Code, finding.Line, finding.Column));
        Assert.Contains("at once, calendar", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Level_that_delivers_by_calendar_and_has_none_is_found_at_the_cell()
    {
        var findings = PlaybookMarkdown.Read(Document(string.Empty, "Deliver", "calendar", "calendar")).Findings
            .Where(finding => finding.Level == FindingLevel.Error)
            .ToList();

        // All at once, each at its own cell.
        Assert.Equal([("MMI1049", 6, 24), ("MMI1049", 7, 24)], findings.Select(finding => (finding.Code, finding.Line, finding.Column)));
        Assert.All(findings, finding => Assert.Contains("at once", finding.Remedy, StringComparison.Ordinal));
        Assert.Contains("\"P0\"", findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("\"P1\"", findings[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("at once")]
    [InlineData("")]
    public void Level_without_a_calendar_that_delivers_at_once_is_in_order(string word) =>
        PlaybookAssert.Reads(Document(string.Empty, "Deliver", word));

    [Theory]
    [InlineData("Always")]
    [InlineData("always")]
    public void Calendar_that_is_always_open_is_none(string calendar)
    {
        var finding = Assert.Single(
            PlaybookMarkdown.Read(Document(calendar, "Deliver", "calendar")).Findings,
            finding => finding.Level == FindingLevel.Error);

        Assert.Equal("MMI1049", finding.Code);
    }

    private static string Document(string calendar, string column, params string[] words) =>
        $"# Test\n\n## Severity Levels\n| Level | Response Time | Calendar | {column} |\n|---|---|---|---|\n"
        + string.Concat(words.Select((word, index) => $"| P{index} | {15 * (index + 1)} minutes | {calendar} | {word} |\n"))
        + $"\n{Office}";
}
