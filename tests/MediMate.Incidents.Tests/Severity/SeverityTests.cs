using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Tests.Severity;

public sealed class SeverityTests
{
    [Theory]
    [InlineData("Complete app down", "P0", true)]
    [InlineData("COMPLETE apps DOWN since 3 a.m.", "P0", true)]
    [InlineData("no data breach so far", "P0", true)]
    [InlineData("data breaches in two schools", "P0", true)]
    [InlineData("app completely down", "P1", false)]
    [InlineData("down: complete app", "P1", false)]
    [InlineData("performance issue on login", "P2", true)]
    [InlineData("a non critical bug", "P3", true)]
    [InlineData("security risk and UI glitch", "P1", true)]
    [InlineData("UI glitches", "P3", true)]
    [InlineData("something odd", "P1", false)]
    public async Task Examples_match_contiguous_words_without_case_and_plural(string summary, string level, bool confirmed)
    {
        await using var engine = new Engine();

        var incident = await engine.SignalAsync(summary);

        Assert.Equal((level, confirmed), (incident.Severity.Level, incident.Severity.IsConfirmed));
    }

    [Theory]
    [InlineData("severity", "critical", "P0")]
    [InlineData("Severity", "p2", "P2")]
    [InlineData("service", "payments", "P0")]
    [InlineData("severity", "whatever", "P1")]
    public async Task Labels_speak_for_the_level_that_they_name(string name, string value, string level)
    {
        var playbook = TestPlaybooks.Example;
        playbook = playbook with { Levels = playbook.Levels.SetItem(0, playbook.Levels[0] with { Labels = [new LabelMatch { Name = "service", Value = "Payments" }] }) };
        await using var engine = new Engine(playbook);

        var outcome = await engine.Incidents.SignalAsync(new Signal { Summary = "x", Labels = Label.From([KeyValuePair.Create(name, value)]) });

        Assert.Equal(level, outcome.Incident!.Severity.Level);
    }

    [Fact]
    public async Task Most_severe_opinion_wins_and_all_are_recorded()
    {
        await using var engine = new Engine(configure: incidents => incidents
            .AddSeverityPolicy(new FixedPolicy("records", "P0"))
            .AddSeverityPolicy(new FixedPolicy("calm", "P3"))
            .AddSeverityPolicy(new FixedPolicy("silent", null)));

        var incident = await engine.SignalAsync("Core feature broken");

        Assert.Equal("P0", incident.Severity.Level);
        Assert.Equal(Actor.Policy("records"), incident.Severity.DecidedBy);
        Assert.Equal(["examples P1", "records P0", "calm P3"], incident.Severity.Opinions.Select(opinion => $"{opinion.Policy} {opinion.Level}"));
    }

    [Fact]
    public async Task Policy_that_throws_or_names_an_unknown_level_is_recorded_and_ignored()
    {
        await using var engine = new Engine(configure: incidents => incidents
            .AddSeverityPolicy(new ThrowingPolicy())
            .AddSeverityPolicy(new FixedPolicy("lost", "P9")));

        var incident = await engine.SignalAsync("UI glitch");

        Assert.Equal("P3", incident.Severity.Level);
        Assert.Contains(incident.Severity.Opinions, opinion => opinion is { Policy: "ThrowingPolicy", Level: null } && opinion.Reason.Contains("no database", StringComparison.Ordinal));
        Assert.Contains(incident.Severity.Opinions, opinion => opinion is { Policy: "lost", Level: null } && opinion.Reason.Contains("P9", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Person_confirms_the_level_that_the_incident_has_and_no_other()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync("something odd");
        var aisyah = Actor.Person("aisyah");

        Assert.Equal("MMI2009", (await engine.DoAsync(incident, new ConfirmSeverity { By = aisyah, Level = "P0" })).Rejection?.Code);
        Assert.Equal("MMI2008", (await engine.DoAsync(incident, new ConfirmSeverity { By = aisyah, Level = "P7" })).Rejection?.Code);
        var confirmed = await engine.DoAsync(incident, new ConfirmSeverity { By = aisyah, Level = "p1" });
        Assert.True(confirmed.Incident!.Severity.IsConfirmed);
        Assert.False(confirmed.Incident.IsAcknowledged);
    }

    [Fact]
    public async Task Default_level_is_the_second_most_severe_where_the_playbook_names_none()
    {
        await using var engine = new Engine(TestPlaybooks.Example with { DefaultLevel = null });

        Assert.Equal("P1", (await engine.SignalAsync("something odd")).Severity.Level);
    }

    private sealed class FixedPolicy(string name, string? level) : ISeverityPolicy
    {
        public string Name => name;

        public SeverityOpinion? Assess(SeverityContext context) => level is null ? null : new SeverityOpinion { Level = level, Reason = "because" };
    }

    private sealed class ThrowingPolicy : ISeverityPolicy
    {
        public SeverityOpinion? Assess(SeverityContext context) => throw new InvalidOperationException("no database");
    }
}
