namespace MediMate.Incidents.Tests.Storage;

public sealed class EventJsonTests
{
    [Fact]
    public void Every_event_type_has_a_name_under_which_it_is_kept()
    {
        var types = typeof(IncidentEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(IncidentEvent))).Select(type => type.Name);

        Assert.Equal(types.Order(StringComparer.Ordinal), EventJson.Names);
    }

    [Fact]
    public void Unknown_name_is_refused_by_name()
    {
        var refused = Assert.Throws<IncidentStoreException>(() => EventJson.Read("CoffeeBrewed", "{}"u8));

        Assert.Contains("CoffeeBrewed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_event_are_refused()
    {
        Assert.Throws<IncidentStoreException>(() => EventJson.Read("NoteAdded", "{"u8));
        Assert.Throws<IncidentStoreException>(() => EventJson.Read("NoteAdded", "null"u8));
        Assert.Throws<IncidentStoreException>(() => SnapshotJson.Read("null"u8));
    }

    [Fact]
    public async Task Canonical_form_keeps_its_shape()
    {
        await using var engine = new Engine();
        var incident = await engine.SignalAsync();
        var outcome = await engine.Incidents.AcknowledgeAsync(incident.Id, "aisyah");

        Assert.Equal(
            """{"by":"aisyah","isImplied":false,"cycle":1,"sequence":6,"occurredAt":"2026-03-02T02:00:00Z","recordedAt":"2026-03-02T02:00:00Z","actor":{"kind":"Person","id":"aisyah"}}""",
            System.Text.Encoding.UTF8.GetString(EventJson.Write(outcome.Events[0])));
    }

    [Fact]
    public async Task Snapshot_of_a_walked_incident_stays_small()
    {
        await using var engine = new Engine(TestPlaybooks.WithChecklists);
        var incident = await engine.SignalAsync("UI glitch");
        await engine.Incidents.ResolveAsync(incident.Id, "aisyah", "mended", verified: true, UserImpact.None);

        var bytes = SnapshotJson.Write((await engine.Incidents.FindAsync(incident.Id))!);

        Assert.True(bytes.Length <= 2048, $"{bytes.Length} bytes");
    }
}
