namespace MediMate.Incidents.Markdown.Tests.Lint;

/// <summary>MMI1131: examples of different levels that speak of one topic.</summary>
public sealed class OverlappingExamplesTests
{
    [Theory]
    [InlineData("data breach", "security risk", "security")]
    [InlineData("Intrusion detected", "Leaked passwords list", "security")]
    [InlineData("Known vulnerabilities", "Ransomware", "security")]
    [InlineData("Loss of data", "Corrupted records", "data loss")]
    [InlineData("Nobody can pay", "Wrong invoices", "payment")]
    [InlineData("Nobody can log in", "Password e-mails late", "sign-in")]
    [InlineData("App unreachable", "Reports page is down", "availability")]
    [InlineData("Timeouts everywhere", "Slow search", "performance")]
    public void Examples_of_two_levels_with_one_topic_are_told(string severe, string less, string topic)
    {
        var finding = PlaybookAssert.Finds("MMI1131", Levels($"x, {severe}", $"y, {less}"));

        Assert.Equal((FindingLevel.Info, 6, 20), (finding.Level, finding.Line, finding.Column));
        Assert.Contains($"\"{less}\" (P1) and \"{severe}\" (P0) both speak of {topic}", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data breach, security risk", "UI glitch")]
    [InlineData("data breach", "memory leak")]
    [InlineData("Core feature broken", "Minor feature failure")]
    [InlineData("", "")]
    public void Examples_of_one_level_or_of_different_topics_are_not_told(string severe, string less) =>
        Assert.DoesNotContain(PlaybookMarkdown.Read(Levels(severe, less)).Findings, finding => finding.Code == "MMI1131");

    [Fact]
    public void The_topics_of_the_documentation_are_those_that_are_found()
    {
        var page = File.ReadAllText(Repository.PathOf("docs", "features", "lint.md"));
        var rows = page.Split("## Topics")[1].Split("\n## ")[0].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();

        Assert.Equal(6, rows.Count);
        Assert.All(rows, row => Assert.All(row[2].Split(", "), word => Assert.Contains(
            $"both speak of {row[1]}",
            PlaybookAssert.Finds("MMI1131", Levels(row[2].Split(", ")[0], $"y, {word}")).Message,
            StringComparison.Ordinal)));
    }

    private static string Levels(string severe, string less) =>
        $"# Test\n## Severity\n| Level | Response Time | Examples |\n|---|---|---|\n| P0 | 15 min | {severe} |\n| P1 | 1 hour | {less} |\n";
}
