using NodaTime;

namespace MediMate.Incidents.Tests.Escalation;

/// <summary>Who is next, and when: the forecast is what then comes.</summary>
public sealed class ForecastTests
{
    [Fact]
    public async Task Next_step_is_told_with_its_people_and_comes_so()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();

        var next = await NextAsync(engine, incident);

        Assert.Equal((EscalationForecastKind.Step, Engine.Start + Duration.FromMinutes(5), 1, 2), (next.Kind, next.DueAt, next.Loop, next.Step));
        Assert.Equal(("Engineering Manager", "ben"), (next.Targets[0].Name, next.People[0].Person));
        await engine.AdvanceAsync(Duration.FromMinutes(5));
        Assert.Equal("ben", engine.Sms.Messages[^1].Message.To);
    }

    [Fact]
    public async Task Directory_is_asked_for_the_instant_of_the_step()
    {
        var asked = new List<Instant>();
        await using var engine = new Engine(TestPlaybooks.Example, incidents => incidents.AddOnCallSchedule("Engineering Manager", new Rota(asked)));
        var incident = await engine.SignalAsync();

        await NextAsync(engine, incident);

        Assert.Equal(Engine.Start + Duration.FromMinutes(5), Assert.Single(asked));
    }

    [Fact]
    public async Task Emergency_contact_comes_after_the_last_loop_of_a_full_level()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(41));

        var next = await NextAsync(engine, incident);

        Assert.Equal((EscalationForecastKind.EmergencyContact, Engine.Start + Duration.FromMinutes(45), "ems"), (next.Kind, next.DueAt, next.People[0].Person));
    }

    [Fact]
    public async Task Short_level_ends_with_a_note_to_its_last_people()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync("UI glitch");

        var next = await NextAsync(engine, incident);

        Assert.Equal((EscalationForecastKind.End, Engine.Start + Duration.FromHours(24), "aisyah"), (next.Kind, next.DueAt, next.People[0].Person));
    }

    [Fact]
    public async Task Acknowledgement_that_times_out_tells_when_and_who_is_called_then()
    {
        await using var engine = new Engine(TestPlaybooks.WithRules);
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new Acknowledge { By = Actor.Person("chen") });

        var next = await NextAsync(engine, incident);

        Assert.Equal((EscalationForecastKind.AcknowledgementExpires, Engine.Start + Duration.FromMinutes(30)), (next.Kind, next.DueAt));
        Assert.Equal(["aisyah", "chen"], next.People.Select(person => person.Person));
    }

    [Fact]
    public async Task Nobody_is_next_without_a_time_out_after_the_end_or_when_the_ladder_is_over()
    {
        await using var engine = new Engine();
        var held = await engine.SignalAsync(key: "K1");
        await engine.AcceptAsync(held, new Acknowledge { By = Actor.Person("chen") });
        var ended = await engine.SignalAsync(key: "K2");
        await engine.AcceptAsync(ended, new Cancel { By = Actor.Person("chen"), Reason = "false alarm" });
        var over = await engine.SignalAsync("UI glitch", key: "K3");
        await engine.AdvanceAsync(Duration.FromHours(25));

        Assert.Equal(
            [(EscalationForecastKind.Nobody, "somebody has acknowledged"), (EscalationForecastKind.Nobody, "the incident is no longer active"), (EscalationForecastKind.Nobody, "the ladder is over")],
            [await KindAsync(engine, held), await KindAsync(engine, ended), await KindAsync(engine, over)]);
    }

    [Fact]
    public async Task Nobody_reachable_is_said_and_an_unknown_incident_has_no_forecast()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        engine.Directory.Roles["Engineering Manager"] = [];

        var next = await NextAsync(engine, incident);

        Assert.Empty(next.People);
        Assert.Equal("nobody is reachable as Engineering Manager", next.Reason);
        Assert.Null(await engine.Incidents.WhoIsNextAsync(default, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Person_to_whom_it_was_reassigned_has_the_first_gap_before_the_ladder_begins()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        await engine.AcceptAsync(incident, new Reassign { By = Actor.Person("ben"), To = "chen" });

        var next = await NextAsync(engine, incident);

        Assert.Equal((EscalationForecastKind.Step, Engine.Start + Duration.FromMinutes(5), 1, "aisyah"), (next.Kind, next.DueAt, next.Step, next.People[0].Person));
    }

    private static async Task<EscalationForecast> NextAsync(Engine engine, Incident incident) =>
        (await engine.Incidents.WhoIsNextAsync(incident.Id, TestContext.Current.CancellationToken))!;

    private static async Task<(EscalationForecastKind Kind, string? Reason)> KindAsync(Engine engine, Incident incident)
    {
        var next = await NextAsync(engine, incident);
        return (next.Kind, next.Reason);
    }

    private sealed class Rota(List<Instant> asked) : IOnCallSchedule
    {
        public ValueTask<System.Collections.Immutable.ImmutableArray<string>> OnCallAsync(Instant at, CancellationToken cancellationToken)
        {
            asked.Add(at);
            return ValueTask.FromResult<System.Collections.Immutable.ImmutableArray<string>>(["ben"]);
        }
    }
}
