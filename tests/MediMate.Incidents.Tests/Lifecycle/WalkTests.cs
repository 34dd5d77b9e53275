namespace MediMate.Incidents.Tests.Lifecycle;

public sealed class WalkTests
{
    private static readonly Actor Aisyah = Actor.Person("aisyah");

    [Fact]
    public async Task Incident_walks_all_seven_phases_when_each_guard_is_met()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        var closed = await engine.AcceptAsync(
            incident,
            new BeginAssessment { By = Aisyah },
            new DescribeImpact { By = Aisyah, Text = "nobody can log in", Users = "100 %" },
            new BeginContainment { By = Aisyah },
            new BeginInvestigation { By = Aisyah },
            new BeginResolution { By = Aisyah },
            new VerifyRestoration { By = Aisyah, How = "logged in with a test account" },
            new ConfirmResolution { By = Aisyah },
            new TellUsers { By = Aisyah, Link = "https://status.example.org/1" },
            new BeginReview { By = Aisyah },
            new CompleteReview { By = Aisyah, Summary = "expired certificate", Cause = "no renewal", Improvements = ["renew by machine"] },
            new Close { By = Aisyah });

        Assert.Equal(IncidentPhase.Closed, closed.Phase);
        var walked = (await engine.TimelineAsync(incident)).OfType<PhaseChanged>().Select(change => change.To);
        Assert.Equal(
            [
                IncidentPhase.Assessing, IncidentPhase.Containing, IncidentPhase.Investigating, IncidentPhase.Resolving,
                IncidentPhase.Communicating, IncidentPhase.Reviewing, IncidentPhase.Closed,
            ],
            walked);
    }

    [Fact]
    public async Task Phase_trigger_of_a_person_acknowledges_before_the_phase_changes()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        var outcome = await engine.DoAsync(incident, new BeginAssessment { By = Aisyah });

        Assert.Equal(["Acknowledged", "ClockMet", "EscalationEnded", "PhaseChanged"], outcome.Events.Select(EventJson.NameOf));
        Assert.True(outcome.Events.OfType<Acknowledged>().Single().IsImplied);
    }

    [Fact]
    public async Task Phase_trigger_of_a_policy_does_not_acknowledge()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        var outcome = await engine.DoAsync(incident, new BeginAssessment { By = Actor.Policy("robot") });

        Assert.Equal(["PhaseChanged"], outcome.Events.Select(EventJson.NameOf));
    }

    [Fact]
    public async Task Refusal_lists_every_unmet_condition_and_the_triggers_that_are_allowed()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync("something odd");
        await engine.AcceptAsync(incident, new BeginAssessment { By = Aisyah });

        var outcome = await engine.DoAsync(incident, new BeginContainment { By = Aisyah });

        Assert.Equal("MMI2005", outcome.Rejection?.Code);
        Assert.Equal(["severity confirmed", "impact described"], outcome.Rejection!.Reasons);
        Assert.Equal([PhaseTrigger.BeginContainment, PhaseTrigger.BeginInvestigation, PhaseTrigger.Cancel], outcome.Rejection.Allowed);
    }

    [Fact]
    public async Task Refusal_says_which_triggers_are_allowed_when_the_phase_does_not_have_it()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        var outcome = await engine.DoAsync(incident, new Close { By = Aisyah });

        Assert.Equal("MMI2004", outcome.Rejection?.Code);
        Assert.Equal([PhaseTrigger.BeginAssessment, PhaseTrigger.Cancel], outcome.Rejection!.Allowed);
        Assert.Contains("Possible: BeginAssessment, Cancel.", outcome.Rejection.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explanation_gives_the_same_answer_as_trying()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync("something odd");
        await engine.AcceptAsync(incident, new BeginAssessment { By = Aisyah });

        var explanation = await engine.Incidents.ExplainAsync(incident.Id);
        foreach (var trigger in explanation!.Triggers.Where(trigger => !trigger.Unmet.IsEmpty))
        {
            var outcome = await engine.DoAsync(incident, Engine.Command(trigger.Trigger));
            Assert.Equal(trigger.Unmet, outcome.Rejection!.Reasons);
        }

        Assert.Contains(explanation.Triggers, trigger => !trigger.Unmet.IsEmpty);
        Assert.Equal(["classify-severity", "determine-potential-impact"], explanation.Items.Where(item => item.IsOpen).Select(item => item.Id));
    }

    [Fact]
    public async Task Containment_can_be_waived_at_a_full_level_with_a_reason_only()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new BeginAssessment { By = Aisyah });

        var blank = await engine.DoAsync(incident, new BeginInvestigation { By = Aisyah, WaiveContainment = " " });
        Assert.Equal("MMI2002", blank.Rejection?.Code);

        var waived = await engine.DoAsync(incident, new BeginInvestigation { By = Aisyah, WaiveContainment = "read only" });
        Assert.Equal(["PhaseChanged", "PhaseSkipped"], waived.Events.Select(EventJson.NameOf));
        Assert.True(waived.Incident!.Facts.HasFlag(LifecycleFacts.Containment));
    }

    [Fact]
    public async Task Unknown_incident_is_refused()
    {
        await using var engine = new Engine();

        var outcome = await engine.Incidents.ExecuteAsync(new IncidentId(Guid.Parse("00000000-0000-7000-8000-000000000001")), new BeginAssessment { By = Aisyah });

        Assert.Equal("MMI2001", outcome.Rejection?.Code);
        Assert.Null(outcome.Incident);
    }

    [Fact]
    public async Task Blank_reasons_and_texts_are_refused_all_at_once()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        Assert.Equal("MMI2002", (await engine.DoAsync(incident, new Cancel { By = Aisyah, Reason = "" })).Rejection?.Code);
        Assert.Equal("MMI2002", (await engine.DoAsync(incident, new AddNote { By = Aisyah, Text = " " })).Rejection?.Code);
        var review = await engine.DoAsync(incident, new CompleteReview { By = Aisyah, Summary = "", Cause = "" });
        Assert.Equal(3, review.Rejection!.Reasons.Length);
    }
}
