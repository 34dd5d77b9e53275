namespace MediMate.Incidents.Markdown.Tests.Documentation;

// snippet: start-policy-test
public sealed class StudentRecordsPolicyTests
{
    [Theory]
    [InlineData("Grades of class 4B are visible to all", "P0")]
    [InlineData("UI glitch on the start page", null)]
    public void Policy_speaks_for_student_records_only(string summary, string? level)
    {
        var opinion = new StudentRecordsPolicy().Assess(new SeverityContext { Summary = summary, Levels = ["P0", "P1"] });

        Assert.Equal(level, opinion?.Level);
    }
}
// end of snippet
