using MediMate.Incidents;

namespace PackageHost.Tests;

public sealed class StudentRecordsPolicyTests
{
    private readonly StudentRecordsPolicy _policy = new();

    [Fact]
    public void Policy_speaks_for_P1_when_grades_are_involved()
    {
        var opinion = _policy.Assess(new SeverityContext { Summary = "Grades of class 4B are visible to all", Levels = ["P0", "P1", "P2"] });

        Assert.Equal("P1", opinion?.Level);
        Assert.Equal("student records are involved", opinion?.Reason);
    }

    [Fact]
    public void Policy_is_silent_about_everything_else() =>
        Assert.Null(_policy.Assess(new SeverityContext { Summary = "a typo on the start page", Levels = ["P0", "P1", "P2"] }));
}
