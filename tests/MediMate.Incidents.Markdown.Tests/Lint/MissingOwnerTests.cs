namespace MediMate.Incidents.Markdown.Tests.Lint;

/// <summary>MMI1133: a responsibility that names nobody.</summary>
public sealed class MissingOwnerTests
{
    [Theory]
    [InlineData("Containment")]
    [InlineData("Containment: Fire Brigade")]
    [InlineData("Engineer the fix")]
    public void A_responsibility_that_names_no_role_is_told(string responsibility)
    {
        var finding = PlaybookAssert.Finds("MMI1133", Document(responsibility));

        Assert.Equal((FindingLevel.Warning, 17, 3), (finding.Level, finding.Line, finding.Column));
        Assert.Contains($"\"{responsibility}: On-call Engineer\"", finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Containment: On-call Engineer")]
    [InlineData("Communication (support team lead)")]
    [InlineData("The on call engineers contain")]
    [InlineData("Evidence – Security Team")]
    public void A_responsibility_that_names_a_role_or_a_contact_has_an_owner(string responsibility) =>
        Assert.DoesNotContain(PlaybookMarkdown.Read(Document(responsibility)).Findings, finding => finding.Code == "MMI1133");

    [Fact]
    public void Nobody_is_missed_where_the_team_could_not_be_read() => Assert.DoesNotContain(
        PlaybookMarkdown.Read(TestDocuments.With("## Team\n| Who | Levels |\n|---|---|\n| CTO |\n\n## Responsibilities\n- Containment: CTO")).Findings,
        finding => finding.Code == "MMI1133");

    private static string Document(string responsibility) => TestDocuments.With(
        $"## Team\n- On-call Engineer\n- Support Team Lead\n\n## Contacts\n- Security Team: config:A\n## Responsibilities\n- {responsibility}");
}
