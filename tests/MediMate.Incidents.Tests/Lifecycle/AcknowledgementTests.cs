using NodaTime;

namespace MediMate.Incidents.Tests.Lifecycle;

public sealed class AcknowledgementTests
{
    [Fact]
    public async Task Acknowledging_meets_the_clock_and_ends_the_ladder()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        var outcome = await engine.Incidents.AcknowledgeAsync(incident.Id, "aisyah");

        Assert.Equal(["Acknowledged", "ClockMet", "EscalationEnded"], outcome.Events.Select(EventJson.NameOf));
        Assert.Null(outcome.Incident!.NextDueAt);
    }

    [Fact]
    public async Task Acknowledging_again_leaves_nothing_for_the_same_person_and_a_responder_for_another()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.Incidents.AcknowledgeAsync(incident.Id, "aisyah");

        Assert.Empty((await engine.Incidents.AcknowledgeAsync(incident.Id, "aisyah")).Events);
        var joined = await engine.Incidents.AcknowledgeAsync(incident.Id, "ben");
        Assert.Equal("ben", Assert.IsType<ResponderJoined>(joined.Events.Single()).By);
        Assert.Equal("aisyah", joined.Incident!.Acknowledgement!.By);
    }

    [Fact]
    public async Task Acknowledgement_told_late_withdraws_the_breach_that_was_none()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(20));

        var outcome = await engine.DoAsync(incident, new Acknowledge { By = Actor.Person("aisyah"), OccurredAt = Engine.Start + Duration.FromMinutes(14) });

        Assert.Equal(["Acknowledged", "ClockBreachWithdrawn", "ClockMet", "EscalationEnded"], outcome.Events.Select(EventJson.NameOf));
        Assert.Equal(Duration.FromMinutes(14), outcome.Events.OfType<ClockMet>().Single().Worked);
        Assert.Equal(engine.Now, outcome.Events[0].RecordedAt);
        Assert.Equal(Engine.Start + Duration.FromMinutes(14), outcome.Events[0].OccurredAt);
    }

    [Theory]
    [InlineData(-61, "not before")]
    [InlineData(6, "ahead of now")]
    public async Task Acknowledgement_told_for_an_impossible_time_is_refused(int minutesFromNow, string why)
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(60));

        var outcome = await engine.DoAsync(incident, new Acknowledge { By = Actor.Person("aisyah"), OccurredAt = engine.Now + Duration.FromMinutes(minutesFromNow) });

        Assert.Equal("MMI2002", outcome.Rejection?.Code);
        Assert.Contains(why, outcome.Rejection!.Reasons.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acknowledgement_slightly_ahead_of_now_is_taken_as_now()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        var outcome = await engine.DoAsync(incident, new Acknowledge { By = Actor.Person("aisyah"), OccurredAt = engine.Now + Duration.FromMinutes(5) });

        Assert.Equal(engine.Now, outcome.Incident!.Acknowledgement!.At);
    }

    [Fact]
    public async Task Told_instants_are_cut_to_the_microseconds_that_every_store_keeps()
    {
        await using var engine = new Engine();
        var declared = await engine.Incidents.SignalAsync(new Signal { Summary = "x", OccurredAt = engine.Now - Duration.FromNanoseconds(1500) });
        var claimed = await engine.Incidents.SignalAsync(new Signal { Summary = "x", OccurredAt = engine.Now + Duration.FromNanoseconds(1500) });
        engine.Time.Advance(TimeSpan.FromSeconds(1));
        var told = await engine.DoAsync(declared.Incident!, new Acknowledge { By = Actor.Person("aisyah"), OccurredAt = engine.Now - Duration.FromNanoseconds(1) });

        Assert.Equal(Engine.Start - Duration.FromNanoseconds(2000), declared.Events[0].OccurredAt);
        Assert.Equal(Engine.Start + Duration.FromNanoseconds(1000), claimed.Events.OfType<IncidentDeclared>().Single().ClaimedAt);
        Assert.Equal(engine.Now - Duration.FromNanoseconds(1000), told.Events[0].OccurredAt);
    }

    [Fact]
    public async Task System_never_acknowledges()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        Assert.Equal("MMI2002", (await engine.DoAsync(incident, new Acknowledge { By = Actor.Policy("robot") })).Rejection?.Code);
    }

    [Fact]
    public async Task Declaring_by_hand_pages_unless_the_declarer_takes_charge()
    {
        await using var engine = new Engine();
        var paged = await engine.Incidents.DeclareAsync(new DeclareIncident { By = Actor.Person("aisyah"), Summary = "login is down", Level = "P0" });
        var taken = await engine.Incidents.DeclareAsync(new DeclareIncident { By = Actor.Person("aisyah"), Summary = "mail is down", Level = "p0", Acknowledge = true });
        await engine.Incidents.RunDueAsync();

        Assert.Equal("P0", taken.Incident!.Severity.Level);
        Assert.True(taken.Incident.IsAcknowledged);
        Assert.Equal([paged.Incident!.Reference], engine.Sms.Messages.Select(entry => entry.Message.Incident));
    }
}
