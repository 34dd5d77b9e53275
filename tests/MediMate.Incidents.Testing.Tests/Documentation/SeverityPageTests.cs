namespace MediMate.Incidents.Testing.Tests.Documentation;

/// <summary>The twenty texts on the page about severity give the levels that it says.</summary>
public sealed class SeverityPageTests
{
    /// <summary>The rows of the table: summary, level, and whether it is confirmed.</summary>
    public static TheoryData<string, string, bool> Texts
    {
        get
        {
            var rows = File.ReadAllLines(Repository.PathOf("docs", "features", "severity.md"))
                .SkipWhile(line => line != "| summary | level | confirmed |").Skip(2).TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));
            return [.. rows.Select(cells => (cells[0], cells[1], cells[2] == "yes"))];
        }
    }

    [Fact]
    public void Page_shows_twenty_texts()
    {
        Assert.Equal(20, Texts.Count);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_gives_the_level_that_the_page_says(string summary, string level, bool isConfirmed)
    {
        await using var harness = new IncidentHarness(Playbooks.MediMate(), options => options.AddPerson("aisyah", "On-call Engineer", "sms", "mail"));

        var severity = (await harness.Incidents.SignalAsync(new Signal { Summary = summary })).Incident!.Severity;

        Assert.Equal((level, isConfirmed), (severity.Level, severity.IsConfirmed));
    }
}
