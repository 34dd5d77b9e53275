using NodaTime;

namespace MediMate.Incidents.Tests.Clocks;

public sealed class ResponseClockTests
{
    [Theory]
    [InlineData("Complete app down", 15)]
    [InlineData("Core feature broken", 60)]
    [InlineData("Minor feature failure", 240)]
    [InlineData("UI glitch", 1440)]
    public async Task Response_clock_runs_for_the_time_of_its_level(string summary, int minutes)
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync(summary);
        await engine.AdvanceAsync(Duration.FromMinutes(minutes) + Duration.FromSeconds(1));

        var timeline = await engine.TimelineAsync(incident);
        var due = Engine.Start + Duration.FromMinutes(minutes);
        Assert.Equal(due, timeline.OfType<ClockBreached>().Single().RecordedAt);
        Assert.Equal(Engine.Start + (Duration.FromMinutes(minutes) * 0.8), timeline.OfType<ClockWarned>().Single().RecordedAt);
    }

    [Fact]
    public async Task Acknowledgement_exactly_at_due_is_in_time_before_the_tick_of_that_instant()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(15) - Duration.FromTicks(10));
        engine.Time.Advance(TimeSpan.FromTicks(10));

        var outcome = await engine.Incidents.AcknowledgeAsync(incident.Id, "aisyah");

        Assert.Equal(["Acknowledged", "ClockMet", "EscalationEnded"], outcome.Events.Select(EventJson.NameOf));
        Assert.Equal(Duration.FromMinutes(15), outcome.Events.OfType<ClockMet>().Single().Worked);
    }

    [Fact]
    public async Task Acknowledgement_exactly_at_due_is_in_time_after_an_outage_too()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        engine.Time.Advance(TimeSpan.FromMinutes(15));

        var outcome = await engine.Incidents.AcknowledgeAsync(incident.Id, "aisyah");

        Assert.Equal(ClockResult.Met, outcome.Events.OfType<ClockMet>().Single().Result);
        Assert.DoesNotContain(outcome.Events, happened => happened is ClockBreached);
        Assert.Contains(outcome.Events, happened => happened is ClockWarned { IsAnnounced: false } or ClockWarned { IsAnnounced: true });
    }

    [Fact]
    public async Task Acknowledgement_a_moment_too_late_stops_a_breached_clock_even_if_no_tick_ran()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        engine.Time.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromTicks(10));

        var outcome = await engine.Incidents.AcknowledgeAsync(incident.Id, "aisyah");

        var names = outcome.Events.Select(EventJson.NameOf).ToList();
        Assert.True(names.IndexOf("ClockBreached") < names.IndexOf("Acknowledged"));
        Assert.Contains("ClockStopped", names);
        Assert.DoesNotContain("ClockMet", names);
    }

    [Fact]
    public async Task Warning_is_a_note_to_the_roles_of_the_last_step()
    {
        await using var engine = new Engine();
        await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(12));

        Assert.Equal(["0:00 Page aisyah", "5:00 Page ben", "10:00 Page chen", "12:00 Note chen"], engine.Sent());
    }

    [Fact]
    public async Task Warning_that_an_outage_overtook_is_recorded_and_tells_nobody()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        engine.Time.Advance(TimeSpan.FromMinutes(40));
        await engine.Incidents.RunDueAsync();

        var warned = (await engine.TimelineAsync(incident)).OfType<ClockWarned>().Single();
        Assert.False(warned.IsAnnounced);
        Assert.Equal(Engine.Start + Duration.FromMinutes(12), warned.OccurredAt);
        Assert.DoesNotContain(engine.Sms.Messages, entry => entry.Message.Kind == MessageKind.Note);
    }

    [Fact]
    public async Task Resolution_clock_of_the_playbook_is_met_when_the_resolution_is_confirmed()
    {
        var playbook = TestPlaybooks.Example with
        {
            Clocks = [new ClockDefinition { Name = ClockNames.Resolution, Targets = [new ClockTarget { Level = "P0", Within = Duration.FromHours(4) }] }],
        };
        await using var engine = new Engine(playbook);
        var incident = await engine.SignalAsync();
        var aisyah = Actor.Person("aisyah");
        await engine.AcceptAsync(incident, new BeginAssessment { By = aisyah }, new BeginInvestigation { By = aisyah, WaiveContainment = "none" }, new BeginResolution { By = aisyah });
        await engine.AdvanceAsync(Duration.FromHours(2));
        await engine.AcceptAsync(incident, new VerifyRestoration { By = aisyah, How = "seen" }, new ConfirmResolution { By = aisyah });

        var met = (await engine.TimelineAsync(incident)).OfType<ClockMet>().Single(clock => clock.Clock == ClockNames.Resolution);
        Assert.Equal(Duration.FromHours(2), met.Worked);
    }

    [Fact]
    public async Task Explanation_shows_worked_and_remaining()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(4));

        var running = (await engine.Incidents.ExplainAsync(incident.Id))!.Clocks.Single();
        Assert.Equal((Duration.FromMinutes(4), Duration.FromMinutes(11), null), (running.Worked, running.Remaining, running.WhyNotRunning));

        await engine.Incidents.AcknowledgeAsync(incident.Id, "aisyah");
        Assert.Equal("it was stopped in time", (await engine.Incidents.ExplainAsync(incident.Id))!.Clocks.Single().WhyNotRunning);
    }
}
