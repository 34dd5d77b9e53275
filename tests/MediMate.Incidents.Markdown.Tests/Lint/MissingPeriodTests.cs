namespace MediMate.Incidents.Markdown.Tests.Lint;

/// <summary>MMI1134: a duty that recurs without saying how often.</summary>
public sealed class MissingPeriodTests
{
    [Theory]
    [InlineData("Regular security audits")]
    [InlineData("Update runbooks regularly")]
    [InlineData("Periodic penetration testing")]
    [InlineData("Backups are routinely restored")]
    [InlineData("Frequent team training")]
    [InlineData("Check the logs often")]
    [InlineData("Updated playbook review")]
    [InlineData("Keep the runbooks up-to-date")]
    [InlineData("Regular 2 hour training")]
    [InlineData("Regular training for every engineer")]
    public void A_duty_that_recurs_without_a_period_is_told(string duty)
    {
        var finding = PlaybookAssert.Finds("MMI1134", Document(duty));

        Assert.Equal((FindingLevel.Warning, 12, 3), (finding.Level, finding.Line, finding.Column));
        Assert.Contains($"\"{duty}\"", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Regular security audits, quarterly")]
    [InlineData("Regular annual audits")]
    [InlineData("Update runbooks regularly, at least every 2 weeks")]
    [InlineData("Periodic penetration testing every other month")]
    [InlineData("Frequent team training, twice a year")]
    [InlineData("Regular hand-over on Mondays")]
    [InlineData("Updated playbook review after each incident")]
    [InlineData("Regular restore, once per quarter")]
    [InlineData("Quarterly incident response drills")]
    [InlineData("Redundant systems")]
    [InlineData("Irregular things")]
    public void A_duty_with_a_period_or_without_recurrence_is_not_told(string duty) =>
        Assert.DoesNotContain(PlaybookMarkdown.Read(Document(duty)).Findings, finding => finding.Code == "MMI1134");

    [Fact]
    public void Each_duty_is_told_at_its_own_line() => Assert.Equal(
        [12, 14, 17],
        PlaybookMarkdown.Read(Document("Regular audits\n- Monthly scans\n- Regular tests\n## Documentation\n\n- Frequent reviews")).Findings
            .Where(finding => finding.Code == "MMI1134").Select(finding => finding.Line!.Value));

    private static string Document(string duty) => TestDocuments.With($"## Prevention\n\n- {duty}");
}
