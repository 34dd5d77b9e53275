using NodaTime;

namespace MediMate.Incidents.Markdown.Tests.Reading;

/// <summary>Heartbeats and the grouping of signals, in the words that people write.</summary>
public sealed class HeartbeatReadingTests
{
    [Fact]
    public void Table_of_heartbeats_is_read()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With(
            """
            ## Heartbeats
            | Heartbeat | Every | Grace | Key | Match | Level | Summary | Labels |
            |---|---|---|---|---|---|---|---|
            | nightly-backup | 24 h | 30 min | | | P0 | no backup tonight | service=backup |
            | watchdog | 5 min | | {}:{alertname="Watchdog"} | | | | |
            | sync | 10 min | - | | job=sync, zone=a | | | |
            """));

        Assert.Equal(
            [("nightly-backup", 24 * 60, 30, "P0", "no backup tonight"), ("watchdog", 5, 0, null, null), ("sync", 10, 0, null, null)],
            playbook.Heartbeats.Select(heartbeat => (heartbeat.Name, (int)heartbeat.Every.TotalMinutes, (int)heartbeat.Grace.TotalMinutes, heartbeat.Level, heartbeat.Summary)));
        Assert.Equal("{}:{alertname=\"Watchdog\"}", playbook.Heartbeats[1].Key);
        Assert.Equal(["job=sync", "zone=a"], playbook.Heartbeats[2].Match.Select(label => $"{label.Name}={label.Value}"));
        Assert.Equal("backup", Assert.Single(playbook.Heartbeats[0].Labels).Value);
        PlaybookAssert.RoundTrips(playbook);
    }

    [Theory]
    [InlineData("service", "service", 5)]
    [InlineData("service within 10 min", "service", 10)]
    [InlineData("a within b Within 1 h", "a within b", 60)]
    public void Grouping_names_a_label_and_a_time(string value, string label, int minutes)
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With($"## Settings\n| Setting | Value |\n|---|---|\n| Group by | {value} |"));

        Assert.Equal((label, Duration.FromMinutes(minutes)), (playbook.GroupBy, playbook.GroupWithin));
        PlaybookAssert.RoundTrips(playbook);
    }

    [Theory]
    [InlineData("| watchdog | soon |", "MMI1112")]
    [InlineData("| watchdog | 0 min |", "MMI1112")]
    [InlineData("| | 5 min |", "MMI1113")]
    [InlineData("| watchdog | |", "MMI1113")]
    [InlineData("| watchdog | 5 min |\n| Watchdog | 6 min |", "MMI1002")]
    public void What_is_wrong_with_a_heartbeat_is_said(string rows, string code)
    {
        var reading = PlaybookMarkdown.Read(TestDocuments.With($"## Heartbeats\n| Heartbeat | Every |\n|---|---|\n{rows}"));

        Assert.Equal([code], reading.Findings.Where(finding => finding.Level == FindingLevel.Error).Select(finding => finding.Code));
    }

    [Fact]
    public void All_that_is_wrong_with_a_heartbeat_is_said_at_once()
    {
        var reading = PlaybookMarkdown.Read(TestDocuments.With(
            "## Settings\n| Setting | Value |\n|---|---|\n| Group by | service within soon |\n\n"
            + "## Heartbeats\n| Heartbeat | Every | Grace | Match | Level |\n|---|---|---|---|---|\n| watchdog | soon | later | job | P9 |"));

        Assert.Equal(
            ["MMI1004", "MMI1112", "MMI1112", "MMI1112", "MMI1118"],
            reading.Findings.Where(finding => finding.Level == FindingLevel.Error).Select(finding => finding.Code).Order());
    }
}
