using MediMate.Incidents;
using MediMate.Incidents.Testing;
using NodaTime;

namespace PackageHost.Tests.Seams;

public sealed class EscalationRuleTests
{
    [Fact]
    public async Task Rule_of_a_host_tells_somebody_when_nobody_answers_in_time()
    {
        await using var rule = new EscalationRuleFixture(new NobodyAnswers(), SchoolPlaybook.Playbook, options => options.AddPerson("ben", "Head of IT", "pager"));

        await rule.Harness.Incidents.SignalAsync(SchoolPlaybook.Outage);
        await rule.Harness.AdvanceAsync(Duration.FromMinutes(15));

        Assert.Equal(["Head of IT"], Assert.Single(rule.ReadAnswers()).Action.Roles);
        Assert.Contains(rule.Harness.Messages, sent => sent.Message is { To: "ben", Kind: MessageKind.Note } && sent.Message.Body.Contains("Nobody has answered.", StringComparison.Ordinal));
    }

    private sealed class NobodyAnswers : IEscalationRule
    {
        public EscalationAction? Decide(EscalationContext context) =>
            context.Cause is ClockBreached ? EscalationAction.Tell("Nobody has answered.", "Head of IT") : null;
    }
}
