using MediMate.Incidents.Tests.Laws;
using NodaTime;

namespace MediMate.Incidents.Tests.Storage;

public sealed class StoreFaultTests
{
    [Fact]
    public async Task Tick_that_fails_holds_no_other_incident_and_is_tried_again_when_its_lease_ends()
    {
        var store = new CheckingStore();
        await using var engine = new Engine(configure: incidents => incidents.UseStore(store));
        var first = await engine.SignalAsync(key: "K1");
        var second = await engine.SignalAsync(key: "K2");
        store.Fault = request => request.Id == first.Id ? new IncidentStoreException("broken row") : null;

        engine.Time.Advance(TimeSpan.FromMinutes(5));
        await engine.Incidents.RunDueAsync();
        Assert.Equal(["5:00 Page ben"], engine.Sent().Skip(2));
        Assert.Equal(second.Reference, engine.Sms.Messages[^1].Message.Incident);

        store.Fault = null;
        await engine.AdvanceAsync(Duration.FromMinutes(1));
        Assert.Equal("6:00 Page ben", engine.Sent()[^1]);
        Assert.Equal(first.Reference, engine.Sms.Messages[^1].Message.Incident);
    }

    [Fact]
    public async Task Tick_that_fails_again_and_again_is_put_off_for_twice_as_long_each_time()
    {
        var store = new CheckingStore();
        await using var engine = new Engine(configure: incidents => incidents.UseStore(store));
        var incident = await engine.SignalAsync();
        store.Fault = request => request.Id == incident.Id ? new IncidentStoreException("broken row") : null;
        var tries = new List<double>();

        engine.Time.Advance(TimeSpan.FromMinutes(5));
        for (var i = 0; i < 9; i++)
        {
            var tried = engine.Now;
            await engine.Incidents.RunDueAsync();
            var next = (await engine.Store.NextDueAsync())!.Value;
            tries.Add((next - tried).TotalMinutes);
            engine.Time.SetUtcNow(next.ToDateTimeOffset());
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 64, 64], tries);

        // Once it moves on, all is forgotten.
        store.Fault = null;
        await engine.Incidents.RunDueAsync();
        var due = (await engine.Store.NextDueAsync())!.Value;
        var claimed = await engine.Store.ClaimDueAsync(new StoreClaim { Now = due, LeasedUntil = due + Duration.FromMinutes(1), Limit = 1 });
        Assert.Equal(1, Assert.Single(claimed).Attempts);
    }

    [Fact]
    public async Task Answer_that_cannot_be_recorded_is_asked_for_again_when_the_lease_ends()
    {
        var store = new CheckingStore();
        await using var engine = new Engine(configure: incidents => incidents.UseStore(store));
        store.Fault = request => request.Row is not null ? new IncidentStoreException("away") : null;
        await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down" });
        await engine.Incidents.RunDueAsync();
        Assert.Empty(engine.Sms.Messages);

        store.Fault = null;
        await engine.AdvanceAsync(Duration.FromMinutes(1));
        Assert.Equal(["1:00 Page aisyah"], engine.Sent());
    }

    [Fact]
    public async Task Command_on_a_store_that_is_away_fails_and_changes_nothing()
    {
        var store = new CheckingStore();
        await using var engine = new Engine(configure: incidents => incidents.UseStore(store));
        var incident = await engine.SignalAsync();
        store.Fault = _ => new IncidentStoreException("away");

        await Assert.ThrowsAsync<IncidentStoreException>(() => engine.Incidents.AcknowledgeAsync(incident.Id, "aisyah").AsTask());

        store.Fault = null;
        Assert.False((await engine.Incidents.FindAsync(incident.Id))!.IsAcknowledged);
        Assert.True((await engine.Incidents.AcknowledgeAsync(incident.Id, "aisyah")).IsAccepted);
    }
}
