namespace MediMate.Incidents.Markdown.Tests.Lint;

/// <summary>MMI1135: a heading that is nearly the name of a part.</summary>
public sealed class MisspeltHeadingTests
{
    [Theory]
    [InlineData("Severty Levels", "Severity Levels")]
    [InlineData("SEVERITYLEVELS", "Severity Levels")]
    [InlineData("Escallation", "Escalation")]
    [InlineData("Contact Infos", "Contact Information")]
    [InlineData("Contcats", "Contacts")]
    [InlineData("Our Contacts", "Contacts")]
    [InlineData("Comunication Tempaltes", "Communication Templates")]
    [InlineData("Rolback Proceedures", "Rollback Procedures")]
    public void A_heading_that_is_nearly_a_part_is_told_with_the_name(string heading, string name)
    {
        var finding = PlaybookAssert.Finds("MMI1135", TestDocuments.With($"### {heading}\n- Some words"));

        Assert.Equal((FindingLevel.Warning, 10, 5), (finding.Level, finding.Line, finding.Column));
        Assert.Contains($"it looks like \"{name}\"", finding.Message, StringComparison.Ordinal);
        Assert.Contains($"\"{name}\"", finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("### Purpose")]
    [InlineData("### Terms")]
    [InlineData("### Contents")]
    [InlineData("### Lessons learned")]
    [InlineData("### Escalation")]
    [InlineData("### Communication")]
    [InlineData("## Notes\n### Escallation")]
    [InlineData("## Scenarios\n### Severty Levels\n1. Stop\n#### Escallation")]
    [InlineData("## Templates\n### Contcats\n\"Hello\"")]
    public void A_heading_of_another_meaning_is_not_told(string part) =>
        Assert.DoesNotContain(PlaybookMarkdown.Read(TestDocuments.With(part)).Findings, finding => finding.Code == "MMI1135");

    [Fact]
    public void A_numbered_heading_may_be_nearly_a_phase() =>
        Assert.Contains("\"Containment\"", PlaybookAssert.Finds("MMI1135", TestDocuments.With("### 3. Contanment\n- Stop")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_phase_of_the_workflow_is_told_once()
    {
        var codes = PlaybookMarkdown.Read(TestDocuments.With("## Workflow\n### 3. Contanment\n- Stop")).Findings.Select(finding => finding.Code).ToList();

        Assert.Contains("MMI1129", codes);
        Assert.DoesNotContain("MMI1135", codes);
    }

    [Fact]
    public void A_severity_table_found_by_its_shape_has_nothing_wrong_with_its_heading()
    {
        var reading = PlaybookMarkdown.Read("# Test\n\n## Severty Levels\n\n| Level | Response Time |\n|---|---|\n| P0 | 15 min |\n");

        Assert.NotNull(reading.Playbook);
        Assert.DoesNotContain(reading.Findings, finding => finding.Code == "MMI1135");
    }
}
