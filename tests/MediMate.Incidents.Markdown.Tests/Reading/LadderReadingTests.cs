using NodaTime;

namespace MediMate.Incidents.Markdown.Tests.Reading;

/// <summary>Ladders by label, ladders without end, and what a level says about acknowledgements.</summary>
public sealed class LadderReadingTests
{
    private const string Team = "## Core Team\n1. On-call Engineer\n2. Payments\n3. CTO\n\n";

    [Fact]
    public void Ladders_of_one_level_differ_by_their_labels()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With(Team +
            """
            ## Escalation
            | Level | Labels | After | Who | Channels | Cycle | Repeats |
            |---|---|---|---|---|---|---|
            | P0 | | +0 | On-call Engineer | sms | 15 min | until acknowledged |
            | | | +5 min | CTO | | | |
            | P0 | service=payments, region=my | +0 | Payments | | 10 min | 3 |
            | | | +5 min | CTO | | | |
            | P1 | service=payments | +0 | Payments | | | |
            """));

        Assert.Equal(
            [("P0", "", 2, true, 0), ("P0 service=payments, region=my", "service=payments,region=my", 2, false, 3), ("P1 service=payments", "service=payments", 1, false, 0)],
            playbook.Ladders.Select(ladder => (
                ladder.Name,
                string.Join(',', ladder.Labels.Select(label => $"{label.Name}={label.Value}")),
                ladder.Steps.Length,
                ladder.UntilAcknowledged,
                ladder.Repeats)));
        PlaybookAssert.RoundTrips(playbook);
    }

    [Fact]
    public void Level_says_when_an_acknowledgement_times_out_and_how_long_a_snooze_may_be()
    {
        var playbook = PlaybookAssert.Reads(
            """
            # Test

            ## Severity Levels
            | Level | Response Time | Acknowledgement time-out | Snooze at most |
            |---|---|---|---|
            | P0 | 15 minutes | 30 min | 20 min |
            | P1 | 1 hour | - | 24 h |
            """);

        Assert.Equal(
            [(Duration.FromMinutes(30), Duration.FromMinutes(20)), (null, Duration.FromHours(24))],
            playbook.Levels.Select(level => (level.AcknowledgementTimeout, level.SnoozeAtMost)));
        PlaybookAssert.RoundTrips(playbook);
    }

    [Theory]
    [InlineData("25 h", "", "MMI1051")]
    [InlineData("", "1 day 1 s", "MMI1051")]
    [InlineData("soon", "", "MMI1112")]
    [InlineData("", "0 min", "MMI1112")]
    public void What_is_wrong_with_an_acknowledgement_is_said(string timeout, string snooze, string code)
    {
        var reading = PlaybookMarkdown.Read(
            $"# Test\n\n## Severity Levels\n| Level | Response Time | Acknowledgement times out | Snooze at most |\n|---|---|---|---|\n| P0 | 15 min | {timeout} | {snooze} |\n");

        Assert.Equal([code], reading.Findings.Where(finding => finding.Level == FindingLevel.Error).Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("| P0 | service=a | +0 | CTO | | |\n| P0 | | +0 | CTO | | |\n| P0 | Service=A | +1 min | CTO | | |", "MMI1016")]
    [InlineData("| P0 | | +0 | CTO | | until acknowledged |", "MMI1015")]
    [InlineData("| P0 | service | +0 | CTO | | |", "MMI1118")]
    public void What_is_wrong_with_a_ladder_by_label_is_said(string rows, string code)
    {
        var reading = PlaybookMarkdown.Read(TestDocuments.With($"{Team}## Escalation\n| Level | Labels | After | Who | Cycle | Repeats |\n|---|---|---|---|---|---|\n{rows}"));

        Assert.Equal([code], reading.Findings.Where(finding => finding.Level == FindingLevel.Error).Select(finding => finding.Code));
    }
}
