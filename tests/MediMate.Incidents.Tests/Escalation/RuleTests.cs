using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Tests.Escalation;

/// <summary>Escalation rules of a host: what they say is done once, and one that throws holds nothing up.</summary>
public sealed class RuleTests
{
    [Fact]
    public async Task Rule_that_throws_is_recorded_once_in_a_commit_and_ignored()
    {
        await using var engine = new Engine(TestPlaybooks.Example, incidents => incidents.AddEscalationRule(new Rule("broken", _ => throw new FormatException("no number"))));

        var incident = await engine.SignalAsync("complete app down");

        var timeline = await engine.Incidents.ReadTimelineAsync(incident.Id, TestContext.Current.CancellationToken);
        var failed = Assert.Single(timeline.TakeWhile(happened => happened is not EscalationStepRan).OfType<EscalationRuleFailed>());
        Assert.Equal(("broken", "FormatException: no number"), (failed.Rule, failed.Reason));
        Assert.Contains(timeline, happened => happened is EscalationStarted);
    }

    [Fact]
    public async Task Rule_whose_name_throws_goes_by_its_type()
    {
        await using var engine = new Engine(TestPlaybooks.Example, incidents => incidents.AddEscalationRule(new NamelessRule()));

        var incident = await engine.SignalAsync("complete app down");

        var timeline = await engine.Incidents.ReadTimelineAsync(incident.Id, TestContext.Current.CancellationToken);
        Assert.Equal(nameof(NamelessRule), timeline.OfType<EscalationRuleFailed>().First().Rule);
    }

    [Theory]
    [InlineData(MessageKind.Update)]
    [InlineData((MessageKind)17)]
    public async Task Rule_that_asks_for_another_kind_of_message_has_failed(MessageKind kind)
    {
        var rule = new Rule("updates", context => context.Cause is IncidentDeclared ? EscalationAction.Tell("news", "CTO") with { Kind = kind } : null);
        await using var engine = new Engine(TestPlaybooks.Example, incidents => incidents.AddEscalationRule(rule));

        var incident = await engine.SignalAsync("complete app down");

        var timeline = await engine.Incidents.ReadTimelineAsync(incident.Id, TestContext.Current.CancellationToken);
        Assert.Contains($"kind {kind}", Assert.Single(timeline.OfType<EscalationRuleFailed>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_are_asked_about_everything_but_rules()
    {
        var causes = new List<Type>();
        var rule = new Rule("all ears", context =>
        {
            causes.Add(context.Cause.GetType());
            return EscalationAction.Tell("something happened", "CTO");
        });
        await using var engine = new Engine(TestPlaybooks.Example, incidents => incidents.AddEscalationRule(rule));

        var incident = await engine.SignalAsync("complete app down");

        var timeline = await engine.Incidents.ReadTimelineAsync(incident.Id, TestContext.Current.CancellationToken);
        Assert.Contains(typeof(IncidentDeclared), causes);
        Assert.DoesNotContain(typeof(EscalationRuleApplied), causes);
        Assert.Equal(timeline.Count(happened => happened is not EscalationRuleApplied), timeline.OfType<EscalationRuleApplied>().Select(applied => applied.Cause).Distinct().Count());
    }

    [Theory]
    [InlineData("", "CTO")]
    [InlineData("why", " ")]
    public void Action_without_a_reason_or_a_role_is_refused(string reason, string role)
    {
        Assert.Throws<ArgumentException>(() => EscalationAction.Tell(reason, role));
        Assert.Throws<ArgumentException>(() => EscalationAction.Climb(reason, role));
    }

    [Fact]
    public void Action_for_nobody_is_refused() => Assert.Throws<ArgumentException>(() => EscalationAction.Climb("why", ImmutableArray<string>.Empty));

    private sealed class Rule(string name, Func<EscalationContext, EscalationAction?> decide) : IEscalationRule
    {
        public string Name => name;

        public EscalationAction? Decide(EscalationContext context) => decide(context);
    }

    private sealed class NamelessRule : IEscalationRule
    {
        public string Name => throw new InvalidOperationException("no name");

        public EscalationAction? Decide(EscalationContext context) => null;
    }
}
