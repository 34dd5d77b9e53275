using NodaTime;

namespace MediMate.Incidents.Tests.Clocks;

public sealed class PausedClockTests
{
    private static readonly Playbook Office = TestPlaybooks.Example with
    {
        Calendars = [Calendars.Office],
        Clocks =
        [
            new() { Name = ClockNames.Resolution, Targets = [new() { Level = "P1", Within = Duration.FromHours(1), Calendar = "Office" }] },
        ],
    };

    [Fact]
    public async Task Paused_clock_is_due_later_by_the_working_time_of_the_pause()
    {
        await using var engine = new Engine(Office);
        var incident = await DeclareAsync(engine, "2026-03-02 16:30");

        await AdvanceToAsync(engine, "2026-03-02 16:45");
        await AcceptAsync(engine, new PauseClock { By = Actor.Person("aisyah"), Clock = "resolution", Reason = "vendor" }, incident.Id);
        await AdvanceToAsync(engine, "2026-03-03 09:30");
        var resumed = await AcceptAsync(engine, new ResumeClock { By = Actor.Person("aisyah"), Clock = "resolution" }, incident.Id);

        var clock = Resolution(resumed);
        Assert.Equal("2026-03-03 10:15", Calendars.Local(clock.Due));
        Assert.Equal("2026-03-03 10:03", Calendars.Local(Assert.Single(clock.WarningsLeft).At));
    }

    [Fact]
    public async Task Resume_at_the_instant_of_the_pause_withdraws_it()
    {
        await using var engine = new Engine(Office);
        var incident = await DeclareAsync(engine, "2026-03-02 16:30");
        var before = Resolution((await engine.Incidents.FindAsync(incident.Id))!);

        await AdvanceToAsync(engine, "2026-03-02 16:45");
        await AcceptAsync(engine, new PauseClock { By = Actor.Person("aisyah"), Clock = "resolution", Reason = "vendor" }, incident.Id);
        var after = Resolution(await AcceptAsync(engine, new ResumeClock { By = Actor.Person("aisyah"), Clock = "resolution" }, incident.Id));

        Assert.Equal(before.Due, after.Due);
        Assert.Equal(before.WarningsLeft, after.WarningsLeft);
        Assert.False(after.IsPaused);
    }

    [Fact]
    public async Task Paused_clock_says_nothing_and_explains_itself()
    {
        await using var engine = new Engine(Office);
        var incident = await DeclareAsync(engine, "2026-03-02 16:30");
        await AdvanceToAsync(engine, "2026-03-02 16:45");
        await AcceptAsync(engine, new PauseClock { By = Actor.Person("aisyah"), Clock = "resolution", Reason = "vendor" }, incident.Id);

        await AdvanceToAsync(engine, "2026-03-05 12:00");

        var explained = (await engine.Incidents.ExplainAsync(incident.Id))!.Clocks.Single(clock => clock.Clock.Name == ClockNames.Resolution);
        Assert.Equal(Duration.FromMinutes(15), explained.Worked);
        Assert.Equal(Duration.FromMinutes(45), explained.Remaining);
        Assert.Equal("it is paused", explained.WhyNotRunning);
        Assert.False(explained.Clock.IsBreached);
    }

    [Fact]
    public async Task Clock_of_a_closed_calendar_explains_why_it_does_not_run()
    {
        await using var engine = new Engine(Office);
        var incident = await DeclareAsync(engine, "2026-03-02 16:30");

        await AdvanceToAsync(engine, "2026-03-02 20:00");

        var explained = (await engine.Incidents.ExplainAsync(incident.Id))!.Clocks.Single(clock => clock.Clock.Name == ClockNames.Resolution);
        Assert.Equal(Duration.FromMinutes(30), explained.Worked);
        Assert.Equal("the calendar \"Office\" is closed", explained.WhyNotRunning);
    }

    [Fact]
    public async Task Clock_that_stops_while_paused_is_met()
    {
        await using var engine = new Engine(Office with
        {
            Clocks = [new() { Name = ClockNames.Response, IsPausable = true, Targets = [new() { Level = "P1", Within = Duration.FromHours(1) }] }],
        });
        var incident = await DeclareAsync(engine, "2026-03-02 16:30");
        await AcceptAsync(engine, new PauseClock { By = Actor.Person("aisyah"), Clock = "response", Reason = "agreed" }, incident.Id);
        await AdvanceToAsync(engine, "2026-03-02 20:00");

        var clock = (await AcceptAsync(engine, new Acknowledge { By = Actor.Person("aisyah") }, incident.Id)).Clocks.Single();

        Assert.Equal(ClockResult.Met, clock.Result);
        Assert.Equal(Duration.Zero, clock.Worked);
    }

    [Theory]
    [InlineData(false, "2026-03-02 16:35", 5)]
    [InlineData(false, "2026-03-02 16:48", 15)]
    [InlineData(true, "2026-03-02 16:35", 5)]
    [InlineData(true, "2026-03-02 16:48", 15)]
    [InlineData(true, "2026-03-02 16:55", 20)]
    public async Task Acknowledgement_told_late_counts_what_was_worked_by_then(bool isResumed, string acknowledged, int minutes)
    {
        await using var engine = new Engine(Office with
        {
            Clocks = [new() { Name = ClockNames.Response, IsPausable = true, Targets = [new() { Level = "P1", Within = Duration.FromHours(1) }] }],
        });
        var incident = await DeclareAsync(engine, "2026-03-02 16:30");
        await AdvanceToAsync(engine, "2026-03-02 16:45");
        await AcceptAsync(engine, new PauseClock { By = Actor.Person("aisyah"), Clock = "response", Reason = "agreed" }, incident.Id);
        await AdvanceToAsync(engine, "2026-03-02 16:50");
        if (isResumed)
        {
            await AcceptAsync(engine, new ResumeClock { By = Actor.Person("aisyah"), Clock = "response" }, incident.Id);
        }

        await AdvanceToAsync(engine, "2026-03-02 17:00");
        var told = new Acknowledge { By = Actor.Person("ben"), OccurredAt = Calendars.At(acknowledged) };

        var clock = (await AcceptAsync(engine, told, incident.Id)).Clocks.Single();

        Assert.Equal((ClockResult.Met, Duration.FromMinutes(minutes)), (clock.Result!.Value, clock.Worked));
    }

    [Theory]
    [InlineData("response", "MMI2014", "the playbook lets people pause the response clock")]
    [InlineData("lunch", "MMI2013", null)]
    public async Task Clock_that_cannot_be_paused_refuses(string clock, string code, string? reason)
    {
        await using var engine = new Engine(Office);
        var incident = await DeclareAsync(engine, "2026-03-02 16:30");

        var refused = await engine.Incidents.ExecuteAsync(incident.Id, new PauseClock { By = Actor.Person("aisyah"), Clock = clock, Reason = "lunch" });

        Assert.Equal(code, refused.Rejection?.Code);
        Assert.Equal(reason is null ? [] : [reason], refused.Rejection!.Reasons);
    }

    [Fact]
    public async Task Response_clock_can_be_paused_where_the_playbook_says_so()
    {
        await using var engine = new Engine(Office with
        {
            Clocks = [new() { Name = ClockNames.Response, IsPausable = true, Targets = [new() { Level = "P1", Within = Duration.FromHours(1) }] }],
        });
        var incident = await DeclareAsync(engine, "2026-03-02 16:30");

        await AcceptAsync(engine, new PauseClock { By = Actor.Person("aisyah"), Clock = "Response", Reason = "agreed" }, incident.Id);
    }

    [Fact]
    public async Task Clock_refuses_what_its_state_does_not_allow_with_every_reason()
    {
        await using var engine = new Engine(Office);
        var incident = await DeclareAsync(engine, "2026-03-02 16:30");
        var by = Actor.Person("aisyah");
        var pause = new PauseClock { By = by, Clock = "resolution", Reason = "vendor" };
        var resume = new ResumeClock { By = by, Clock = "resolution" };

        Assert.Equal("MMI2002", (await engine.Incidents.ExecuteAsync(incident.Id, pause with { Reason = " " })).Rejection?.Code);
        Assert.Equal(["the clock is paused"], (await engine.Incidents.ExecuteAsync(incident.Id, resume)).Rejection!.Reasons);
        await AcceptAsync(engine, pause, incident.Id);
        Assert.Equal(["the clock is not paused already"], (await engine.Incidents.ExecuteAsync(incident.Id, pause)).Rejection!.Reasons);
        await AcceptAsync(engine, resume, incident.Id);
        await AdvanceToAsync(engine, "2026-03-03 12:00");
        Assert.Equal(["the clock has not run out"], (await engine.Incidents.ExecuteAsync(incident.Id, pause)).Rejection!.Reasons);
        await AcceptAsync(engine, new Cancel { By = by, Reason = "false alarm" }, incident.Id);
        Assert.Equal(["the clock runs"], (await engine.Incidents.ExecuteAsync(incident.Id, pause)).Rejection!.Reasons);
        Assert.Equal(["the clock runs"], (await engine.Incidents.ExecuteAsync(incident.Id, resume)).Rejection!.Reasons);
    }

    private static ClockState Resolution(Incident incident) => incident.Clocks.Single(clock => clock.Name == ClockNames.Resolution);

    private static async Task<Incident> DeclareAsync(Engine engine, string local)
    {
        await AdvanceToAsync(engine, local);
        return (await engine.Incidents.SignalAsync(new Signal { Summary = "Core feature broken" })).Incident!;
    }

    private static async Task<Incident> AcceptAsync(Engine engine, IncidentCommand command, IncidentId id)
    {
        var outcome = await engine.Incidents.ExecuteAsync(id, command);
        Assert.True(outcome.IsAccepted, outcome.Rejection?.ToString());
        return outcome.Incident!;
    }

    private static async Task AdvanceToAsync(Engine engine, string local)
    {
        engine.Time.SetUtcNow(Calendars.At(local).ToDateTimeOffset());
        await engine.Incidents.RunDueAsync();
    }
}
