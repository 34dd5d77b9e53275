using NodaTime;

namespace MediMate.Incidents.Tests.Signals;

public sealed class SignalTests
{
    [Fact]
    public async Task Signal_on_a_held_key_is_counted()
    {
        await using var engine = new Engine();
        var first = await engine.SignalAsync();
        var second = await engine.SignalAsync();

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(2, second.Keys.Single().Count);
    }

    [Fact]
    public async Task Signal_without_a_key_always_declares()
    {
        await using var engine = new Engine();

        Assert.Equal("INC-1", (await engine.SignalAsync(key: null)).Reference);
        Assert.Equal("INC-2", (await engine.SignalAsync(key: null)).Reference);
    }

    [Theory]
    [InlineData(SignalSource.Monitoring)]
    [InlineData(SignalSource.User)]
    [InlineData(SignalSource.Check)]
    public async Task Signal_of_any_source_declares_and_policies_and_timeline_know_the_source(SignalSource source)
    {
        var policy = new SourcePolicy();
        await using var engine = new Engine(configure: incidents => incidents.AddSeverityPolicy(policy));

        var outcome = await engine.Incidents.SignalAsync(new Signal { Summary = "something odd", Source = source });

        Assert.Equal(source, Assert.Single(outcome.Events.OfType<IncidentDeclared>()).Source);
        Assert.Equal([source], policy.Asked);
    }

    [Fact]
    public async Task Resolved_signal_makes_its_key_quiet_and_firing_again_wakes_it()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        var quiet = await engine.Incidents.SignalAsync(new Signal { Summary = "ok", Key = "K1", IsResolved = true });
        Assert.Equal(["KeyQuiet", "AllKeysQuiet"], quiet.Events.Select(EventJson.NameOf));
        Assert.True(quiet.Incident!.IsQuiet);
        Assert.Empty((await engine.Incidents.SignalAsync(new Signal { Summary = "ok", Key = "K1", IsResolved = true })).Events);

        var firing = await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down", Key = "K1" });
        Assert.Equal(["SignalsObserved", "KeyFiring"], firing.Events.Select(EventJson.NameOf));
        Assert.False(firing.Incident!.IsQuiet);
        Assert.Equal(incident.Id, firing.Incident.Id);
    }

    [Fact]
    public async Task Resolved_signal_that_nobody_knows_changes_nothing()
    {
        await using var engine = new Engine();

        var outcome = await engine.Incidents.SignalAsync(new Signal { Summary = "ok", Key = "K9", IsResolved = true });

        Assert.True(outcome.IsAccepted);
        Assert.Null(outcome.Incident);
    }

    [Theory]
    [InlineData(60, "INC-1")]
    [InlineData(61, "INC-2")]
    public async Task Signal_on_the_key_of_a_resolved_incident_reopens_it_within_the_window(int minutes, string reference)
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync("UI glitch");
        await engine.Incidents.ResolveAsync(incident.Id, "aisyah", "mended", verified: true, UserImpact.None);
        await engine.AdvanceAsync(Duration.FromMinutes(minutes));

        var outcome = await engine.Incidents.SignalAsync(new Signal { Summary = "UI glitch", Key = "K1" });
        await engine.Incidents.RunDueAsync();

        Assert.Equal(reference, outcome.Incident!.Reference);
        if (reference == "INC-1")
        {
            Assert.Equal(
                ["SignalsObserved", "PhaseChanged", "Reopened", "ClockStarted", "EscalationStarted", "EscalationStepDue"],
                outcome.Events.Select(EventJson.NameOf).Where(name => name != "ItemReopened"));
            Assert.False(outcome.Incident.IsAcknowledged);
            Assert.Equal("60:00 Page aisyah", engine.Sent()[^1]);
        }
        else
        {
            Assert.Equal("INC-1", outcome.Incident.LinkedTo);
        }
    }

    [Fact]
    public async Task Signal_on_the_key_of_a_false_alarm_declares_anew()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new Cancel { By = Actor.Person("aisyah"), Reason = "false alarm" });

        Assert.Equal("INC-2", (await engine.SignalAsync()).Reference);
    }

    [Fact]
    public async Task Signal_ahead_of_now_is_taken_as_now_and_its_claim_kept()
    {
        await using var engine = new Engine();
        var ahead = engine.Now + Duration.FromHours(3);

        var outcome = await engine.Incidents.SignalAsync(new Signal { Summary = "x", OccurredAt = ahead });

        var declared = outcome.Events.OfType<IncidentDeclared>().Single();
        Assert.Equal(engine.Now, declared.OccurredAt);
        Assert.Equal(ahead, declared.ClaimedAt);
    }

    [Fact]
    public async Task Blank_signal_is_refused()
    {
        await using var engine = new Engine();

        Assert.Equal("MMI2002", (await engine.Incidents.SignalAsync(new Signal { Summary = "  " })).Rejection?.Code);
    }

    [Fact]
    public async Task Signals_racing_on_one_key_give_one_incident()
    {
        await using var engine = new Engine();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(
            () => engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down", Key = "K1" }).AsTask())));

        Assert.Single(outcomes.Select(outcome => outcome.Incident!.Id).Distinct());
        Assert.Equal(200, (await engine.Incidents.FindAsync(outcomes[0].Incident!.Id))!.Keys.Single().Count);
    }

    private sealed class SourcePolicy : ISeverityPolicy
    {
        public List<SignalSource> Asked { get; } = [];

        public SeverityOpinion? Assess(SeverityContext context)
        {
            Asked.Add(context.Source);
            return null;
        }
    }
}
