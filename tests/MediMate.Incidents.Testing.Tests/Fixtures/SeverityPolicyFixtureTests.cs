using MediMate.Incidents.Testing.Tests.Documentation;

namespace MediMate.Incidents.Testing.Tests.Fixtures;

public sealed class SeverityPolicyFixtureTests
{
    [Fact]
    public void Fixture_gives_the_opinion_of_the_policy()
    {
        var playbook = Playbooks.MediMate();

        // snippet: testing-policy
        var policy = new SeverityPolicyFixture(new StudentRecordsPolicy(), playbook);
        Assert.Equal("P0", policy.Assess("grades of class 4B are visible to all", ("service", "reports"))?.Level);
        Assert.Null(policy.Assess("UI glitch on the start page"));
        // end of snippet
    }

    [Fact]
    public void Fixture_hands_labels_and_impact_to_the_policy()
    {
        var labels = new SeverityPolicyFixture(new Told(context => Opinion(context.Label("TIER")!)), Playbooks.MediMate());
        var impact = new SeverityPolicyFixture(new Told(context => context.Impact is null ? null : Opinion(context.Summary)), Playbooks.MediMate());

        Assert.Equal("gold", labels.Assess("slow", ("zone", "east"), ("tier", "gold"))?.Reason);
        Assert.Equal("all of class 4B", impact.Assess(new Impact { Text = "all of class 4B" })?.Reason);
        Assert.Null(impact.Assess("slow"));
    }

    [Fact]
    public void Fixture_refuses_a_policy_that_throws()
    {
        var fixture = new SeverityPolicyFixture(new Told(_ => throw new FormatException("no figure.")), Playbooks.MediMate());

        var broken = Assert.Throws<ContractBrokenException>(() => fixture.Assess("slow"));

        Assert.Equal("The policy \"Told\" threw FormatException: no figure. A policy that cannot tell stays silent: return null.", broken.Message);
        Assert.IsType<FormatException>(broken.InnerException);
    }

    [Fact]
    public void Fixture_refuses_a_policy_that_changes_its_mind()
    {
        var asked = 0;
        var fixture = new SeverityPolicyFixture(new Told(_ => asked++ == 0 ? null : Opinion("later")), Playbooks.MediMate());

        var broken = Assert.Throws<ContractBrokenException>(() => fixture.Assess("slow"));

        Assert.StartsWith("The policy \"Told\" answered nothing, and P1 (\"later\") when it was asked again about the same facts.", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fixture_refuses_a_level_that_the_playbook_does_not_have()
    {
        var fixture = new SeverityPolicyFixture(new Told(_ => new SeverityOpinion { Level = "SEV1", Reason = "old habit" }), Playbooks.MediMate());

        var broken = Assert.Throws<ContractBrokenException>(() => fixture.Assess("slow"));

        Assert.Equal("The policy \"Told\" named the level \"SEV1\", which the playbook does not have. Its levels are P0, P1, P2, P3: name one of them.", broken.Message);
    }

    [Fact]
    public void Fixture_refuses_an_opinion_without_a_reason()
    {
        var fixture = new SeverityPolicyFixture(new Told(_ => Opinion(" ")), Playbooks.MediMate());

        Assert.StartsWith("The policy \"Told\" gave no reason for P1.", Assert.Throws<ContractBrokenException>(() => fixture.Assess("slow")).Message, StringComparison.Ordinal);
    }

    private static SeverityOpinion Opinion(string reason) => new() { Level = "P1", Reason = reason };

    private sealed class Told(Func<SeverityContext, SeverityOpinion?> assess) : ISeverityPolicy
    {
        public SeverityOpinion? Assess(SeverityContext context) => assess(context);
    }
}
