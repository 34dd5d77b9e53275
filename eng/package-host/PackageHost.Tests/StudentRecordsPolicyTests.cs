using MediMate.Incidents;
using MediMate.Incidents.Testing;

namespace PackageHost.Tests;

public sealed class StudentRecordsPolicyTests
{
    private readonly SeverityPolicyFixture _policy = new(new StudentRecordsPolicy(), PlaybookMarkdown.Parse(File.ReadAllText("playbook.md"), "playbook.md"));

    [Fact]
    public void Policy_speaks_for_P1_when_grades_are_involved()
    {
        var opinion = _policy.Assess("Grades of class 4B are visible to all");

        Assert.Equal("P1", opinion?.Level);
        Assert.Equal("student records are involved", opinion?.Reason);
    }

    [Fact]
    public void Policy_is_silent_about_everything_else() => Assert.Null(_policy.Assess("a typo on the start page"));
}
