namespace MediMate.Incidents.Markdown.Tests.Reading;

/// <summary>Escalation rules, in the words that people write.</summary>
public sealed class RuleReadingTests
{
    private const string Team = "## Core Team\n1. On-call Engineer\n2. CTO\n3. Support Team Lead\n\n";

    [Fact]
    public void Table_of_rules_is_read()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With(Team +
            """
            ## Escalation Rules
            | Rule | When | Level | Labels | Do | Who | Kind | Channels |
            |---|---|---|---|---|---|---|---|
            | wake the CTO | response breached | P0 (Critical), P1 | | tell | CTO | page | sms |
            | | Response clock warned | | service=login | climb | CTO, Support Team Lead | note | |
            | | step 2 ran | P0 | | climb | CTO | | |
            | | any clock breached | | | tell | CTO | | |
            | | label tier=gold | | | tell | CTO | | |
            | | exhausted | | | tell | CTO | | |
            | | step ran | | | tell | Support Team Lead | | |
            | | declared | | | tell | Support Team Lead | | |
            """));

        Assert.Equal(
            [
                "wake the CTO: ClockBreached response [P0,P1] [] Tell Page CTO sms",
                "Response clock warned: climb CTO, Support Team Lead: ClockWarned response [] [service=login] Climb Note CTO,Support Team Lead ",
                "step 2 ran: climb CTO: StepRan 2 [P0] [] Climb Page CTO ",
                "any clock breached: tell CTO: ClockBreached  [] [] Tell Note CTO ",
                "label tier=gold: tell CTO: Declared  [] [tier=gold] Tell Note CTO ",
                "exhausted: tell CTO: Exhausted  [] [] Tell Note CTO ",
                "step ran: tell Support Team Lead: StepRan  [] [] Tell Note Support Team Lead ",
                "declared: tell Support Team Lead: Declared  [] [] Tell Note Support Team Lead ",
            ],
            playbook.Rules.Select(rule =>
                $"{rule.Name}: {rule.When} {rule.Clock}{rule.Step} [{string.Join(',', rule.Levels)}] [{string.Join(',', rule.Labels.Select(label => $"{label.Name}={label.Value}"))}] "
                + $"{rule.Verb} {rule.Kind} {string.Join(',', rule.Roles)} {string.Join(',', rule.Channels)}"));
        PlaybookAssert.RoundTrips(playbook);
    }

    [Theory]
    [InlineData("| tomorrow | tell | CTO | |", "MMI1119")]
    [InlineData("| breached | tell | CTO | |", "MMI1119")]
    [InlineData("| lunch breached | tell | CTO | |", "MMI1119")]
    [InlineData("| declared | shout | CTO | |", "MMI1119")]
    [InlineData("| declared | tell | CTO | fax |", "MMI1119")]
    [InlineData("| declared | tell | Nobody | |", "MMI1042")]
    [InlineData("| label gold | tell | CTO | |", "MMI1118")]
    [InlineData("| step 0 ran | tell | CTO | |", "MMI1054")]
    [InlineData("| resolution breached | tell | CTO | |", "MMI1045")]
    [InlineData("| | tell | CTO | |", "MMI1113")]
    [InlineData("| declared | tell | CTO | |\n| declared | tell | CTO | |", "MMI1002")]
    public void What_is_wrong_with_a_rule_is_said(string rows, string code)
    {
        var reading = PlaybookMarkdown.Read(TestDocuments.With($"{Team}## Rules\n| When | Do | Who | Kind |\n|---|---|---|---|\n{rows}"));

        Assert.Equal([code], reading.Findings.Where(finding => finding.Level == FindingLevel.Error).Select(finding => finding.Code));
    }
}
