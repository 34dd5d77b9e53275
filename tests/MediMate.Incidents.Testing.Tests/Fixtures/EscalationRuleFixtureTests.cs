using MediMate.Incidents.Testing.Tests.Documentation;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Fixtures;

public sealed class EscalationRuleFixtureTests
{
    [Fact]
    public async Task Fixture_shows_what_the_rule_wanted_done_about_what()
    {
        var playbook = Playbooks.MediMate();

        // snippet: testing-rule
        await using var rule = new EscalationRuleFixture(new WakeTheCtoRule(), playbook);
        await rule.Harness.Incidents.SignalAsync(new Signal { Summary = "complete app down" });
        await rule.Harness.AdvanceAsync(Duration.FromMinutes(15));
        Assert.Equal(["CTO"], Assert.Single(rule.ReadAnswers()).Action.Roles);
        // end of snippet

        var answer = Assert.Single(rule.ReadAnswers());
        Assert.IsType<ClockBreached>(answer.Cause);
        Assert.Equal("P0", answer.Incident.Severity.Level);
    }

    [Fact]
    public async Task Fixture_sends_what_the_rule_wanted_through_the_harness()
    {
        await using var rule = new EscalationRuleFixture(new WakeTheCtoRule(), Playbooks.MediMate(), options => options.AddPerson("chen", "CTO", "sms"));

        await rule.Harness.Incidents.SignalAsync(new Signal { Summary = "complete app down" }, TestContext.Current.CancellationToken);
        await rule.Harness.AdvanceAsync(Duration.FromMinutes(15), TestContext.Current.CancellationToken);

        Assert.Contains(rule.Harness.Messages, sent => sent.Message.To == "chen" && sent.Message.Body.Contains("Nobody has acknowledged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fixture_keeps_what_else_the_test_registers()
    {
        await using var rule = new EscalationRuleFixture(
            new WakeTheCtoRule(), Playbooks.MediMate(), options => options.Configure = incidents => incidents.AddSeverityPolicy<StudentRecordsPolicy>());

        await rule.Harness.Incidents.SignalAsync(new Signal { Summary = "grades are visible" }, TestContext.Current.CancellationToken);
        await rule.Harness.AdvanceAsync(Duration.FromMinutes(15), TestContext.Current.CancellationToken);

        Assert.Single(rule.ReadAnswers());
    }

    [Fact]
    public async Task Rule_is_asked_in_the_order_of_the_events_each_with_the_incident_right_after_it()
    {
        await using var rule = new EscalationRuleFixture(new Told(_ => EscalationAction.Tell("something happened", "CTO")), Playbooks.MediMate());

        await rule.Harness.Incidents.SignalAsync(new Signal { Summary = "complete app down" }, TestContext.Current.CancellationToken);
        await rule.Harness.AdvanceAsync(Duration.FromMinutes(15), TestContext.Current.CancellationToken);

        var answers = rule.ReadAnswers();
        Assert.Equal(answers.Select(answer => answer.Cause.Sequence).Order(), answers.Select(answer => answer.Cause.Sequence));
        Assert.Equal(answers.Select(answer => answer.Cause.Sequence), answers.Select(answer => answer.Incident.Version));
        Assert.True(answers.Length > 5);
    }

    [Fact]
    public async Task Fixture_tells_the_incidents_apart()
    {
        await using var rule = new EscalationRuleFixture(new EachDeclaration(), Playbooks.MediMate());

        await rule.Harness.Incidents.SignalAsync(new Signal { Key = "a", Summary = "complete app down" }, TestContext.Current.CancellationToken);
        await rule.Harness.Incidents.SignalAsync(new Signal { Key = "b", Summary = "complete app down" }, TestContext.Current.CancellationToken);

        Assert.Equal(["INC-1", "INC-2"], rule.ReadAnswers().Select(answer => answer.Incident.Reference));
    }

    [Fact]
    public async Task Fixture_refuses_a_rule_that_throws_and_the_engine_goes_on()
    {
        await using var rule = new EscalationRuleFixture(new Told(_ => throw new FormatException("no label.")), Playbooks.MediMate());

        var opened = await rule.Harness.Incidents.SignalAsync(new Signal { Summary = "complete app down" }, TestContext.Current.CancellationToken);

        var broken = Assert.Throws<ContractBrokenException>(() => rule.ReadAnswers());
        Assert.Equal("The rule \"Told\" threw FormatException about IncidentDeclared of INC-1: no label. A rule that cannot tell stays silent: return null.", broken.Message);
        Assert.True(opened.IsAccepted);
        Assert.Contains(rule.Harness.Lines, line => line.Event == "EscalationRuleFailed");
    }

    [Fact]
    public async Task Fixture_refuses_a_rule_that_changes_its_mind()
    {
        var asked = 0;
        await using var rule = new EscalationRuleFixture(new Told(_ => asked++ % 2 == 0 ? null : EscalationAction.Tell("now", "CTO")), Playbooks.MediMate());

        await rule.Harness.Incidents.SignalAsync(new Signal { Summary = "complete app down" }, TestContext.Current.CancellationToken);

        Assert.StartsWith(
            "The rule \"Told\" answered differently when it was asked again about IncidentDeclared of INC-1.",
            Assert.Throws<ContractBrokenException>(() => rule.ReadAnswers()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fixture_refuses_a_message_that_is_neither_page_nor_note()
    {
        await using var rule = new EscalationRuleFixture(
            new Told(_ => EscalationAction.Tell("now", "CTO") with { Kind = MessageKind.Update }), Playbooks.MediMate());

        await rule.Harness.Incidents.SignalAsync(new Signal { Summary = "complete app down" }, TestContext.Current.CancellationToken);

        Assert.EndsWith("Give a page or a note.", Assert.Throws<ContractBrokenException>(() => rule.ReadAnswers()).Message, StringComparison.Ordinal);
    }

    private sealed class EachDeclaration : IEscalationRule
    {
        public EscalationAction? Decide(EscalationContext context) => context.Cause is IncidentDeclared ? EscalationAction.Tell("declared", "CTO") : null;
    }

    private sealed class Told(Func<EscalationContext, EscalationAction?> decide) : IEscalationRule
    {
        public EscalationAction? Decide(EscalationContext context) => decide(context);
    }
}
