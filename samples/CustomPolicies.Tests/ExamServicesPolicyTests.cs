using MediMate.Incidents.Testing;

namespace MediMate.Incidents.Samples.Tests;

public sealed class ExamServicesPolicyTests
{
    private readonly SeverityPolicyFixture _policy = new(new ExamServicesPolicy(Exams.ThisWeek), Exams.Playbook);

    [Theory]
    [InlineData("exam-portal")]
    [InlineData("Exam-Portal")]
    public void Policy_speaks_for_P0_when_an_exam_needs_the_service(string service)
    {
        var opinion = _policy.Assess("pages load slowly", ("service", service));

        Assert.Equal("P0", opinion?.Level);
        Assert.Equal($"an exam needs the service \"{service}\"", opinion?.Reason);
    }

    [Fact]
    public void Policy_is_silent_about_other_services() => Assert.Null(_policy.Assess("pages load slowly", ("service", "library")));

    [Fact]
    public void Policy_is_silent_when_the_signal_names_no_service() => Assert.Null(_policy.Assess("pages load slowly"));
}
