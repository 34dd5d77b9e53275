namespace MediMate.Incidents.Markdown.Tests.Reading;

/// <summary>Who gets the updates, in the words that people write.</summary>
public sealed class AudienceReadingTests
{
    private const string Team = "## Core Team\n1. On-call Engineer\n2. CTO\n3. Support Team Lead\n\n## Contacts\n- Parents: parents\n- Teachers: teachers\n- External Users: users\n\n";

    [Fact]
    public void Table_of_audiences_is_read()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With(Team +
            """
            ## Audiences
            | Audience | Level | Who |
            |---|---|---|
            | internal | P0 (Critical) | CTO, Support Team Lead |
            | Internal stakeholders | | Support Team Lead |
            | external | | Parents, Teachers |
            """));

        Assert.Equal(
            ["Internal P0 CTO,Support Team Lead", "Internal  Support Team Lead", "External  Parents,Teachers"],
            playbook.Audiences.Select(members => $"{members.Audience} {members.Level} {string.Join(',', members.Who)}"));
        PlaybookAssert.RoundTrips(playbook);
    }

    [Fact]
    public void Table_of_stakeholders_that_says_something_else_stays_a_note()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With($"{Team}## Stakeholders\n| Name | Interest |\n|---|---|\n| Parents | lessons take place |"));

        Assert.Empty(playbook.Audiences);
        Assert.Contains(playbook.Notes, note => note.Title == "Stakeholders");
    }

    [Theory]
    [InlineData("| everybody | | CTO |", "MMI1119")]
    [InlineData("| internal | P7 | CTO |", "MMI1004")]
    [InlineData("| internal | | Nobody |", "MMI1042")]
    [InlineData("| internal | | |", "MMI1113")]
    [InlineData("| internal | P0 | CTO |\n| internal | p0 | CTO |", "MMI1058")]
    public void What_is_wrong_with_an_audience_is_said_with_its_place(string rows, string code)
    {
        var text = TestDocuments.With($"{Team}## Audiences\n| Audience | Level | Who |\n|---|---|---|\n{rows}");

        var reading = PlaybookMarkdown.Read(text);

        var finding = Assert.Single(reading.Findings, finding => finding.Level == FindingLevel.Error);
        Assert.Equal(code, finding.Code);
        Assert.Contains(text.Split('\n')[(finding.Line ?? 1) - 1], rows.Split('\n'));
    }
}
