namespace MediMate.Incidents.Tests.Lifecycle;

public sealed class OneCallResolutionTests
{
    [Fact]
    public async Task Short_level_is_closed_by_one_call()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync("UI glitch on the start page");

        var outcome = await engine.Incidents.ResolveAsync(incident.Id, "aisyah", "wrong colour, mended", verified: true, UserImpact.None);

        Assert.True(outcome.IsAccepted, outcome.Rejection?.ToString());
        Assert.Equal(IncidentPhase.Closed, outcome.Incident!.Phase);
        Assert.Equal(6, outcome.Events.OfType<PhaseChanged>().Count());
        Assert.Equal(
            [IncidentPhase.Assessing, IncidentPhase.Investigating, IncidentPhase.Resolving, IncidentPhase.Communicating, IncidentPhase.Reviewing],
            outcome.Events.OfType<PhaseSkipped>().Select(skipped => skipped.Phase));
        Assert.All(outcome.Events.OfType<PhaseSkipped>(), skipped => Assert.Equal("short lifecycle", skipped.Reason));
        Assert.Contains("users told", outcome.Events.OfType<PhaseSkipped>().Single(skipped => skipped.Phase == IncidentPhase.Communicating).Waived);
        Assert.Equal("wrong colour, mended", outcome.Events.OfType<ReviewCompleted>().Single().Summary);
        Assert.Null(outcome.Incident.NextDueAt);
    }

    [Fact]
    public async Task Skipped_phases_are_told_right_after_the_change_that_leaves_them()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync("UI glitch");

        var outcome = await engine.Incidents.ResolveAsync(incident.Id, "aisyah", "mended", verified: true, UserImpact.None);

        for (var i = 0; i < outcome.Events.Length; i++)
        {
            if (outcome.Events[i] is PhaseSkipped skipped)
            {
                Assert.Equal(skipped.Phase, Assert.IsType<PhaseChanged>(outcome.Events[i - 1]).From);
            }
        }
    }

    [Fact]
    public async Task Short_level_that_nobody_verified_is_refused()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync("UI glitch");

        var outcome = await engine.Incidents.ResolveAsync(incident.Id, "aisyah", "mended", verified: false, UserImpact.None);

        Assert.Equal(["restoration verified in this cycle"], outcome.Rejection!.Reasons);
        Assert.Equal(IncidentPhase.Detected, (await engine.Incidents.FindAsync(incident.Id))!.Phase);
    }

    [Fact]
    public async Task Full_level_is_refused_with_the_reasons_of_every_trigger_on_the_walk()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync("something odd");

        var outcome = await engine.Incidents.ResolveAsync(incident.Id, "aisyah", "rebooted", verified: false, UserImpact.Told);

        Assert.Equal("MMI2006", outcome.Rejection?.Code);
        Assert.Equal(
            [
                "severity confirmed",
                "containment done, or waived with a reason",
                "\"Classify severity\" done or skipped",
                "\"Determine potential impact\" done or skipped",
                "\"Root cause analysis\" done or skipped",
                "restoration verified in this cycle",
                "\"Develop fix\" done or skipped",
                "\"Verify restoration of service\" done or skipped",
            ],
            outcome.Rejection!.Reasons);
    }

    [Fact]
    public async Task Full_level_ends_in_communicating_when_containment_is_done()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        var aisyah = Actor.Person("aisyah");
        await engine.AcceptAsync(incident, new BeginAssessment { By = aisyah }, new DescribeImpact { By = aisyah, Text = "all" }, new BeginContainment { By = aisyah });

        var outcome = await engine.Incidents.ResolveAsync(incident.Id, "aisyah", "rolled back", verified: true, UserImpact.Told);

        Assert.True(outcome.IsAccepted, outcome.Rejection?.ToString());
        Assert.Equal(IncidentPhase.Communicating, outcome.Incident!.Phase);
        Assert.Equal(IncidentPhase.Resolving, outcome.Events.OfType<PhaseSkipped>().Single().Phase);
        Assert.Equal("resolved in one call", outcome.Events.OfType<PhaseSkipped>().Single().Reason);
        Assert.True((await engine.DoAsync(incident, new BeginReview { By = aisyah })).IsAccepted);
    }

    [Fact]
    public async Task Resolved_incident_is_not_resolved_again()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync("UI glitch");
        await engine.Incidents.ResolveAsync(incident.Id, "aisyah", "mended", verified: true, UserImpact.None);

        var again = await engine.Incidents.ResolveAsync(incident.Id, "aisyah", "mended", verified: true, UserImpact.None);

        Assert.Equal("MMI2003", again.Rejection?.Code);
    }
}
