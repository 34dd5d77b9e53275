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
