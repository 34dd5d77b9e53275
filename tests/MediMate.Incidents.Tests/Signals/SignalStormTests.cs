using NodaTime;

namespace MediMate.Incidents.Tests.Signals;

/// <summary>Storms: one incident, one page, a true count, and a timeline that stays short.</summary>
public sealed class SignalStormTests
{
    [Fact]
    public async Task Storm_of_twenty_thousand_is_one_incident_one_page_and_a_true_count()
    {
        const int Signals = 20_000;
        await using var engine = new Engine();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Signals).Select(_ => Task.Run(() => engine.Incidents.SignalAsync(Signal()).AsTask())));
        await engine.Incidents.RunDueAsync();
        var incident = (await engine.Incidents.FindByReferenceAsync("INC-1"))!;
        await engine.AdvanceAsync(Duration.FromSeconds(11));

        Assert.Single(outcomes.Select(outcome => outcome.Incident!.Id).Distinct());
        Assert.Equal(Signals, incident.Keys[0].Count);
        var entries = (await engine.Incidents.ReadTimelineAsync(incident.Id)).OfType<SignalsObserved>().ToList();
        Assert.InRange(entries.Count, 1, 2);
        Assert.Equal(Signals - 1, entries.Sum(entry => entry.Observed));
        Assert.Equal(Signals, (await engine.Incidents.FindAsync(incident.Id))!.Keys[0].Count);
        Assert.Single(engine.Sms.Messages);
        Assert.Equal(0, ((IncidentResponse)engine.Incidents).Coalescer.Lanes);
    }

    [Fact]
    public async Task Signal_that_waits_for_its_entry_is_in_the_counts_that_people_see_at_once()
    {
        await using var engine = new Engine();
        await engine.Incidents.SignalAsync(Signal());
        await engine.Incidents.SignalAsync(Signal());
        engine.Time.Advance(TimeSpan.FromSeconds(3));

        var third = await engine.Incidents.SignalAsync(Signal());

        Assert.Empty(third.Events);
        foreach (var incident in (Incident?[])[third.Incident, await engine.Incidents.FindAsync(third.Incident!.Id), await engine.Incidents.FindByReferenceAsync("INC-1")])
        {
            Assert.Equal((3L, Engine.Start + Duration.FromSeconds(3)), (incident!.Keys[0].Count, incident.Keys[0].LastAt));
        }

        var noted = await engine.Incidents.ExecuteAsync(third.Incident!.Id, new AddNote { By = Actor.Person("ben"), Text = "seen" });
        Assert.Equal(3, noted.Incident!.Keys[0].Count);
        var refused = await engine.Incidents.ExecuteAsync(third.Incident.Id, new Close { By = Actor.Person("ben") });
        Assert.Equal(3, refused.Incident!.Keys[0].Count);
        await engine.AdvanceAsync(Duration.FromSeconds(7));
        var entry = (await engine.Incidents.ReadTimelineAsync(third.Incident.Id)).OfType<SignalsObserved>().Last();
        Assert.Equal((1L, 3L, Engine.Start + Duration.FromSeconds(3)), (entry.Observed, entry.Total, entry.LastAt));
        Assert.Equal(Engine.Start + Duration.FromSeconds(3), (await engine.Incidents.FindAsync(third.Incident.Id))!.Keys[0].LastAt);
    }

    [Fact]
    public async Task Clock_that_jumps_back_holds_no_entry_for_longer()
    {
        var store = new InMemoryIncidentStore();
        await using (var first = new Engine(configure: incidents => incidents.UseStore(store)))
        {
            await first.AdvanceAsync(Duration.FromHours(1));
            await first.Incidents.SignalAsync(Signal());
            await first.Incidents.SignalAsync(Signal());
        }

        // Another process on a clock that is an hour behind.
        await using var engine = new Engine(configure: incidents => incidents.UseStore(store));
        for (var i = 0; i < 10; i++)
        {
            await engine.Incidents.SignalAsync(Signal());
        }

        await engine.AdvanceAsync(Duration.FromSeconds(10));

        var incident = (await engine.Incidents.FindByReferenceAsync("INC-1"))!;
        Assert.Equal([1, 10], (await engine.Incidents.ReadTimelineAsync(incident.Id)).OfType<SignalsObserved>().Select(happened => happened.Observed));
    }

    private static Signal Signal() => new() { Key = "K1", Summary = "complete app down" };
}
