using NodaTime;

namespace MediMate.Incidents.Tests.Lifecycle;

public sealed class CycleTests
{
    private static readonly Actor Aisyah = Actor.Person("aisyah");

    [Fact]
    public async Task Reopening_by_a_person_begins_a_cycle_that_is_met_at_once_and_pages_nobody()
    {
        await using var engine = new Engine();
        var incident = await ResolvedAsync(engine);
        var sent = engine.Sms.Messages.Count;

        var outcome = await engine.DoAsync(incident, new Reopen { By = Actor.Person("ben"), Reason = "it is back" });
        await engine.AdvanceAsync(Duration.FromHours(2));

        Assert.Equal(["Acknowledged", "PhaseChanged", "Reopened", "ClockStarted", "ClockMet"], outcome.Events.Select(EventJson.NameOf));
        Assert.Equal(2, outcome.Events.OfType<Acknowledged>().Single().Cycle);
        Assert.Equal(Duration.Zero, outcome.Events.OfType<ClockMet>().Single().Worked);
        Assert.Equal(2, outcome.Events.OfType<ClockMet>().Single().Instance);
        Assert.Equal(sent, engine.Sms.Messages.Count);
        Assert.True(outcome.Incident!.IsAcknowledged);
    }

    [Fact]
    public async Task Reopening_invalidates_what_was_won_later()
    {
        await using var engine = new Engine();
        var incident = await ResolvedAsync(engine);
        await engine.AcceptAsync(incident, new TellUsers { By = Aisyah, Link = "status page" }, new Reopen { By = Aisyah, Reason = "it is back" });

        await engine.AcceptAsync(incident, new BeginResolution { By = Aisyah });
        var unverified = await engine.DoAsync(incident, new ConfirmResolution { By = Aisyah });
        Assert.Equal(["restoration verified in this cycle"], unverified.Rejection!.Reasons);

        await engine.AcceptAsync(incident, new VerifyRestoration { By = Aisyah, How = "seen" }, new ConfirmResolution { By = Aisyah });
        var untold = await engine.DoAsync(incident, new BeginReview { By = Aisyah });
        Assert.Equal(["users told in this cycle, or not affected"], untold.Rejection!.Reasons);
    }

    [Fact]
    public async Task Stepping_back_opens_the_items_of_later_phases_again_and_keeps_the_cycle()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(
            incident,
            new BeginAssessment { By = Aisyah },
            new CompleteItem { By = Aisyah, Item = "classify-severity" },
            new SkipItem { By = Aisyah, Item = "Determine potential impact", Reason = "plain to see" },
            new DescribeImpact { By = Aisyah, Text = "all" },
            new BeginContainment { By = Aisyah },
            new CompleteItem { By = Aisyah, Item = "isolate-affected-systems" });

        var outcome = await engine.DoAsync(incident, new StepBack { By = Aisyah, To = IncidentPhase.Assessing, Reason = "wrong system" });

        Assert.Equal(["PhaseChanged", "ItemReopened"], outcome.Events.Select(EventJson.NameOf));
        Assert.Equal("isolate-affected-systems", outcome.Events.OfType<ItemReopened>().Single().Item);
        Assert.Equal(1, outcome.Incident!.Cycle);
        Assert.Equal(["classify-severity", "determine-potential-impact"], outcome.Incident.Items.Select(item => item.Id));
    }

    [Fact]
    public async Task Cancelling_is_no_acknowledgement_and_ends_clock_and_ladder()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        var outcome = await engine.DoAsync(incident, new Cancel { By = Aisyah, Reason = "drill" });

        Assert.Equal(["PhaseChanged", "Cancelled", "ClockCancelled", "EscalationEnded"], outcome.Events.Select(EventJson.NameOf));
        Assert.False(outcome.Incident!.IsAcknowledged);
        Assert.Null(outcome.Incident.NextDueAt);
    }

    [Fact]
    public async Task Restoring_begins_a_cycle_in_assessing()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new Cancel { By = Aisyah, Reason = "false alarm" });

        var outcome = await engine.DoAsync(incident, new Restore { By = Aisyah, Reason = "it was real" });

        Assert.Equal(["Acknowledged", "PhaseChanged", "Restored", "ClockStarted", "ClockMet"], outcome.Events.Select(EventJson.NameOf));
        Assert.Equal((IncidentPhase.Assessing, 2), (outcome.Incident!.Phase, outcome.Incident.Cycle));
    }

    [Fact]
    public async Task Reopening_goes_on_without_a_key_that_another_incident_holds_and_both_say_so()
    {
        await using var engine = new Engine(TestPlaybooks.Example with { ReopenWithin = Duration.Zero });
        var first = await ResolvedAsync(engine);
        await engine.AdvanceAsync(Duration.FromMinutes(1));
        var second = await engine.SignalAsync();
        Assert.Equal(("INC-2", "INC-1"), (second.Reference, second.LinkedTo));

        var outcome = await engine.DoAsync(first, new Reopen { By = Aisyah, Reason = "it is back" });

        Assert.Equal("INC-2", outcome.Events.OfType<KeyNotHeld>().Single().Holder);
        Assert.Empty(outcome.Incident!.Keys);
        var said = (await engine.TimelineAsync(second)).OfType<KeyNotHeld>().Single();
        Assert.Equal("K1", said.Key);
        Assert.Equal("INC-2", (await engine.SignalAsync()).Reference);
    }

    private static async Task<Incident> ResolvedAsync(Engine engine)
    {
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(
            incident,
            new BeginAssessment { By = Aisyah },
            new BeginInvestigation { By = Aisyah, WaiveContainment = "nothing to isolate" },
            new BeginResolution { By = Aisyah },
            new VerifyRestoration { By = Aisyah, How = "seen" },
            new ConfirmResolution { By = Aisyah });
        return incident;
    }
}
