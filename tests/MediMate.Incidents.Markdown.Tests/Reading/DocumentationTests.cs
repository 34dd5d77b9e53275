using System.Globalization;

namespace MediMate.Incidents.Markdown.Tests.Reading;

/// <summary>The documentation's own tables are read as it says.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void The_tables_of_the_documentation_are_in_order()
    {
        var page = TestDocuments.Documentation;
        var parts = page.Split("\n### ").Skip(1).Select(part => $"### {part.Split("\n## ")[0]}").ToList();
        var severity = parts.Single(part => part.StartsWith("### Severity levels", StringComparison.Ordinal)).Replace(" (needed)", string.Empty, StringComparison.Ordinal);
        var levels = severity.Replace("| P2 (Medium)", "| P1 | Much down | 1 hour | | | |\n| P3 | Little | 1 day | | | |\n| P2 (Medium)", StringComparison.Ordinal);
        var others = parts.Where(part => part.StartsWith("### Settings", StringComparison.Ordinal) || part.StartsWith("### Clocks", StringComparison.Ordinal) || part.StartsWith("### Escalation", StringComparison.Ordinal) || part.StartsWith("### Calendars", StringComparison.Ordinal) || part.StartsWith("### Heartbeats", StringComparison.Ordinal));
        const string Team = "### Team\n\n- On-call Engineer\n- Engineering Manager\n- CTO (for P0 incidents)\n";

        var playbook = PlaybookAssert.Reads($"# Test\n\n{levels}\n{string.Concat(others)}\n{Team}");

        Assert.Equal(["P0", "P1", "P3", "P2"], playbook.Levels.Select(level => level.Name));
        Assert.Equal(2, playbook.Clocks.Length);
        Assert.Equal(["Office 9", "Night shift 7"], playbook.Calendars.Select(calendar => string.Create(CultureInfo.InvariantCulture, $"{calendar.Name} {calendar.Windows.Length}")));
        Assert.Equal(["P0 3", "P2 1"], playbook.Ladders.Select(ladder => string.Create(CultureInfo.InvariantCulture, $"{ladder.Level} {ladder.Steps.Length}")));
        Assert.Equal(["tell the chief", "step 2 ran: climb Engineering Manager", "label tier=gold: tell CTO"], playbook.Rules.Select(rule => rule.Name));
        Assert.Equal("P1", playbook.DefaultLevel);
        Assert.Equal(["nightly-backup P1", "watchdog P0"], playbook.Heartbeats.Select(heartbeat => $"{heartbeat.Name} {heartbeat.Level}"));
        Assert.Equal("service", playbook.GroupBy);
    }
}
