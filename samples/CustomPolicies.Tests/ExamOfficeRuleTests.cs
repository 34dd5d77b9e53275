using MediMate.Incidents.Testing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Samples.Tests;

public sealed class ExamOfficeRuleTests : IAsyncDisposable
{
    private readonly EscalationRuleFixture _rule = new(new ExamOfficeRule(Exams.ThisWeek), Exams.Playbook, options => options.Configure = incidents =>
        incidents.AddSeverityPolicy(new ExamServicesPolicy(Exams.ThisWeek)));

    [Fact]
    public async Task Rule_tells_the_exams_office_when_an_exam_may_be_in_danger()
    {
        await _rule.Harness.Incidents.SignalAsync(Exams.SlowPages("exam-portal"));

        var answer = Assert.Single(_rule.ReadAnswers());
        Assert.Equal((EscalationVerb.Tell, "Exams Office"), (answer.Action.Verb, answer.Action.Roles.Single()));
    }

    [Fact]
    public async Task Rule_calls_the_head_of_school_when_nobody_answers_in_time()
    {
        await _rule.Harness.Incidents.SignalAsync(Exams.SlowPages("exam-portal"));
        await _rule.Harness.AdvanceAsync(Duration.FromMinutes(15));

        Assert.Equal((EscalationVerb.Climb, "Head of School"), (_rule.ReadAnswers()[^1].Action.Verb, _rule.ReadAnswers()[^1].Action.Roles.Single()));
    }

    [Fact]
    public async Task Rule_is_silent_about_other_services()
    {
        await _rule.Harness.Incidents.SignalAsync(Exams.SlowPages("library"));
        await _rule.Harness.AdvanceAsync(Duration.FromDays(2));

        Assert.Empty(_rule.ReadAnswers());
    }

    public ValueTask DisposeAsync() => _rule.DisposeAsync();
}
