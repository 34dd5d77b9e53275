using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests.Clocks;

/// <summary>Clocks that the host adds to those of the playbook.</summary>
public sealed class HostClockTests
{
    [Fact]
    public async Task Clock_starts_warns_and_stops_when_it_says()
    {
        await using var engine = new Engine(TestPlaybooks.Example, incidents => incidents.AddClock<FirstUpdateClock>());
        var incident = await engine.SignalAsync("core feature broken");
        Assert.DoesNotContain(incident.Clocks, clock => clock.Name == "firstUpdate");
        await engine.AcceptAsync(incident, new Acknowledge { By = Actor.Person("aisyah") });
        await engine.AdvanceAsync(Duration.FromMinutes(25));

        await engine.AcceptAsync(incident, new SendUpdate { By = Actor.Person("aisyah"), Audience = MessageAudience.Internal, Text = "we are at it" });

        var timeline = await engine.TimelineAsync(incident);
        Assert.Equal(Duration.FromMinutes(30), Assert.Single(timeline.OfType<ClockStarted>(), started => started.Clock == "firstUpdate").Target);
        Assert.Single(timeline.OfType<ClockWarned>(), warned => warned.Clock == "firstUpdate");
        Assert.Equal(Duration.FromMinutes(25), Assert.Single(timeline.OfType<ClockMet>(), met => met.Clock == "firstUpdate").Worked);
    }

    [Fact]
    public async Task Clock_that_runs_out_is_breached_and_one_that_is_cancelled_is_given_up()
    {
        await using var engine = new Engine(TestPlaybooks.Example, incidents => incidents.AddClock(new FirstUpdateClock()));
        var late = await engine.SignalAsync("core feature broken", key: "K1");
        await engine.AcceptAsync(late, new Acknowledge { By = Actor.Person("aisyah") });
        var other = await engine.SignalAsync("core feature broken", key: "K2");
        await engine.AcceptAsync(other, new Acknowledge { By = Actor.Person("aisyah") });
        await engine.AcceptAsync(other, new AddNote { By = Actor.Person("aisyah"), Text = "no update needed" });
        await engine.AdvanceAsync(Duration.FromMinutes(31));

        Assert.Single((await engine.TimelineAsync(late)).OfType<ClockBreached>(), breached => breached.Clock == "firstUpdate");
        Assert.Single((await engine.TimelineAsync(other)).OfType<ClockCancelled>(), cancelled => cancelled.Clock == "firstUpdate");
    }

    [Fact]
    public async Task Level_change_retargets_it_and_starts_none()
    {
        await using var engine = new Engine(TestPlaybooks.Example, incidents => incidents.AddClock(_ => new FirstUpdateClock()));
        var running = await engine.SignalAsync("core feature broken", key: "K1");
        await engine.AcceptAsync(running, new Acknowledge { By = Actor.Person("aisyah") });
        var resting = await engine.SignalAsync("UI glitch", key: "K2");
        await engine.AcceptAsync(running, new ChangeSeverity { By = Actor.Person("aisyah"), Level = "P0" });
        await engine.AcceptAsync(resting, new ChangeSeverity { By = Actor.Person("aisyah"), Level = "P0" });

        Assert.Equal(Duration.FromMinutes(15), Assert.Single((await engine.TimelineAsync(running)).OfType<ClockRetargeted>(), retargeted => retargeted.Clock == "firstUpdate").Target);
        Assert.DoesNotContain(await engine.TimelineAsync(resting), happened => happened is ClockStarted { Clock: "firstUpdate" });
    }

    [Fact]
    public async Task Clock_that_throws_holds_nothing_up()
    {
        await using var engine = new Engine(TestPlaybooks.Example, incidents => incidents.AddClock(new ThrowingClock()));

        var incident = await engine.SignalAsync("core feature broken");

        Assert.True(incident.Clocks.Single(clock => clock.Name == ClockNames.Response).IsRunning);
    }

    [Fact]
    public async Task Clock_that_moves_with_an_event_takes_no_row_away_from_it()
    {
        await using var engine = new Engine(TestPlaybooks.Example, incidents => incidents.AddClock(new RestlessClock()));
        var incident = await engine.SignalAsync("core feature broken");
        await engine.AcceptAsync(incident, new ChangeSeverity { By = Actor.Person("aisyah"), Level = "P1", Acknowledge = true });
        await engine.AdvanceAsync(Duration.FromMinutes(10));

        await engine.SignalAsync("data breach");
        await engine.AdvanceAsync(Duration.FromMinutes(20));

        // Each row is caused by the event that it was made for, whatever else happened in between; so an open suggestion pages, at once and once more.
        var timeline = (await engine.TimelineAsync(incident)).ToDictionary(happened => happened.Sequence);
        var rows = await engine.Store.ReadOutboxAsync(incident.Id);
        Assert.All(rows, row => Assert.True(timeline[row.Cause] is not (ClockStarted or ClockMet), $"{row.Key} {timeline[row.Cause]}"));
        Assert.Equal(["0:00 Page aisyah", "10:00 Page aisyah", "25:00 Page ben"], engine.Sent());
    }

    [Fact]
    public void Clock_that_cannot_be_is_refused_at_the_start_with_all_that_is_wrong()
    {
        var refused = Assert.Throws<PlaybookException>(() => new Engine(TestPlaybooks.Example, incidents => incidents.AddClock(new ImpossibleClock()).AddClock(new ImpossibleClock())));

        Assert.Equal(["MMI1003", "MMI1007", "MMI1045", "MMI1056"], refused.Findings.Select(finding => finding.Code).Distinct().Order(StringComparer.Ordinal));
    }

    private sealed class FirstUpdateClock : IIncidentClock
    {
        public string Name => "firstUpdate";

        public Duration? TargetAt(string level) => level switch { "P0" => Duration.FromMinutes(15), "P1" => Duration.FromMinutes(30), _ => null };

        public ClockMove MoveOn(IncidentEvent happened, Incident incident) => happened switch
        {
            Acknowledged => ClockMove.Start,
            UpdateSent => ClockMove.Stop,
            NoteAdded => ClockMove.Cancel,
            _ => ClockMove.None,
        };
    }

    /// <summary>It starts or stops with everything that happens.</summary>
    private sealed class RestlessClock : IIncidentClock
    {
        public string Name => "restless";

        public Duration? TargetAt(string level) => Duration.FromDays(9);

        public ClockMove MoveOn(IncidentEvent happened, Incident incident) =>
            incident.Clocks.Any(clock => clock.Name == "restless" && clock.IsRunning) ? ClockMove.Stop : ClockMove.Start;
    }

    private sealed class ThrowingClock : IIncidentClock
    {
        public string Name => "throwing";

        public Duration? TargetAt(string level) => Duration.FromMinutes(1);

        public ClockMove MoveOn(IncidentEvent happened, Incident incident) => throw new InvalidOperationException("a clock of the host");
    }

    private sealed class ImpossibleClock : IIncidentClock
    {
        public string Name => ClockNames.Response;

        public string Calendar => "Nowhere";

        public ImmutableArray<decimal> Warnings => [0.9m, 0.5m];

        public Duration? TargetAt(string level) => Duration.Zero;

        public ClockMove MoveOn(IncidentEvent happened, Incident incident) => ClockMove.None;
    }
}
