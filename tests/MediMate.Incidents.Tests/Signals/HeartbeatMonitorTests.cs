using NodaTime;

namespace MediMate.Incidents.Tests.Signals;

public sealed class HeartbeatMonitorTests
{
    private static readonly Playbook Watching = TestPlaybooks.Example with
    {
        Heartbeats = [new HeartbeatDefinition { Name = "sync", Every = Duration.FromMinutes(5), Level = "P2" }],
    };

    [Fact]
    public async Task Beat_declares_nothing_and_a_resolved_one_is_no_beat()
    {
        await using var engine = new Engine(Watching);

        var beat = await engine.Incidents.SignalAsync(Beat());
        await engine.AdvanceAsync(Duration.FromMinutes(4));
        var over = await engine.Incidents.SignalAsync(Beat() with { IsResolved = true });

        Assert.True(beat.IsAccepted && over.IsAccepted);
        Assert.Null(beat.Incident);
        await engine.AdvanceAsync(Duration.FromMinutes(1));
        Assert.Equal("P2", (await engine.Incidents.FindByReferenceAsync("INC-1"))!.Severity.Level);
    }

    [Fact]
    public async Task Beat_that_arrives_again_late_does_not_count_again()
    {
        await using var engine = new Engine(Watching with { Heartbeats = [Watching.Heartbeats[0], Watching.Heartbeats[0] with { Name = "copy", Key = "heartbeat/sync" }] });
        var first = await engine.Incidents.SignalAsync(Beat() with { IdempotencyKey = "b1" });
        await engine.AdvanceAsync(Duration.FromMinutes(4));

        var again = await engine.Incidents.SignalAsync(Beat() with { IdempotencyKey = "b1" });
        var other = await engine.Incidents.SignalAsync(Beat() with { Summary = "something else", IdempotencyKey = "b1" });

        Assert.True(first is { IsAccepted: true, IsRepeat: false } && again is { IsAccepted: true, IsRepeat: true });
        Assert.Equal("MMI2030", other.Rejection?.Code);
        await engine.AdvanceAsync(Duration.FromMinutes(1));
        Assert.NotNull(await engine.Incidents.FindByReferenceAsync("INC-1"));
    }

    [Fact]
    public async Task Beat_that_comes_before_any_node_has_looked_is_kept()
    {
        await using var engine = new Engine(Watching);
        await engine.Incidents.SignalAsync(Beat());
        engine.Time.Advance(TimeSpan.FromMinutes(4));

        // The first look of a node gives it a period from now.
        await engine.AdvanceAsync(Duration.FromMinutes(4));
        Assert.Null(await engine.Incidents.FindByReferenceAsync("INC-1"));

        await engine.AdvanceAsync(Duration.FromMinutes(1));
        Assert.NotNull(await engine.Incidents.FindByReferenceAsync("INC-1"));
    }

    [Fact]
    public async Task Node_with_another_playbook_watches_what_that_says()
    {
        var store = new InMemoryIncidentStore();
        await using (var first = new Engine(Watching, incidents => incidents.UseStore(store)))
        {
            await first.Incidents.RunDueAsync();
            Assert.Equal(["sync"], await MonitorsAsync(store));
        }

        var other = new HeartbeatDefinition { Name = "backup", Every = Duration.FromHours(1) };
        await using var second = new Engine(Watching with { Heartbeats = [Watching.Heartbeats[0] with { Every = Duration.FromMinutes(20) }, other] }, incidents => incidents.UseStore(store));
        await second.Incidents.RunDueAsync();
        Assert.Equal(["sync", "backup"], await MonitorsAsync(store));
        await second.AdvanceAsync(Duration.FromMinutes(19));
        Assert.Null(await second.Incidents.FindByReferenceAsync("INC-1"));

        await using var third = new Engine(TestPlaybooks.Example, incidents => incidents.UseStore(store));
        await third.Incidents.RunDueAsync();
        Assert.Empty(await MonitorsAsync(store));
    }

    [Fact]
    public async Task Signal_may_be_the_beat_of_several()
    {
        await using var engine = new Engine(Watching with { Heartbeats = [.. Watching.Heartbeats, Watching.Heartbeats[0] with { Name = "again", Key = "heartbeat/sync" }] });
        await engine.Incidents.RunDueAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(3));
        await engine.Incidents.SignalAsync(Beat());
        await engine.AdvanceAsync(Duration.FromMinutes(4));
        Assert.Null(await engine.Incidents.FindByReferenceAsync("INC-1"));

        await engine.AdvanceAsync(Duration.FromMinutes(1));
        Assert.NotNull(await engine.Incidents.FindByReferenceAsync("INC-2"));
    }

    [Fact]
    public async Task Look_that_comes_late_gives_a_period_more_once()
    {
        await using var engine = new Engine(Watching);
        await engine.Incidents.RunDueAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(1));
        await engine.Incidents.SignalAsync(Beat());

        // The store was away, say: nobody could look, and no beat could be taken in.
        engine.Time.Advance(TimeSpan.FromMinutes(30));
        await engine.Incidents.RunDueAsync();
        Assert.Null(await engine.Incidents.FindByReferenceAsync("INC-1"));

        engine.Time.Advance(TimeSpan.FromMinutes(30));
        await engine.Incidents.RunDueAsync();
        Assert.NotNull(await engine.Incidents.FindByReferenceAsync("INC-1"));
    }

    [Fact]
    public async Task Look_that_is_a_minute_late_is_in_time()
    {
        await using var engine = new Engine(Watching);
        await engine.Incidents.RunDueAsync();
        engine.Time.Advance(TimeSpan.FromMinutes(6));
        await engine.Incidents.RunDueAsync();

        Assert.NotNull(await engine.Incidents.FindByReferenceAsync("INC-1"));
    }

    [Fact]
    public async Task Beat_that_returns_makes_the_key_quiet_and_the_next_miss_wakes_it()
    {
        await using var engine = new Engine(Watching);
        await engine.Incidents.RunDueAsync();
        await engine.AdvanceAsync(Duration.FromMinutes(6));
        var outcome = await engine.Incidents.SignalAsync(Beat());
        Assert.True(outcome.Incident!.IsQuiet);

        await engine.AdvanceAsync(Duration.FromMinutes(5));

        var incident = (await engine.Incidents.FindByReferenceAsync("INC-1"))!;
        Assert.False(incident.IsQuiet);
        Assert.Equal(2, incident.Keys.Single().Count);
        Assert.Equal(["HeartbeatMissed", "HeartbeatReturned", "HeartbeatMissed"], engine.Commits.SelectMany(commit => commit.Notices).Select(notice => notice.GetType().Name));
    }

    [Fact]
    public async Task Heartbeat_that_cannot_be_watched_holds_no_deadline()
    {
        var store = new Laws.CheckingStore { Fault = request => request.Subjects.Any(name => name.Kind == SubjectKind.HeartbeatMonitor) ? new IncidentStoreException("broken") : null };
        await using var engine = new Engine(Watching, incidents => incidents.UseStore(store));
        await engine.SignalAsync();

        await engine.AdvanceAsync(Duration.FromMinutes(5));
        Assert.Equal("5:00 Page ben", engine.Sent()[^1]);

        store.Fault = null;
        await engine.AdvanceAsync(Duration.FromMinutes(20));
        Assert.NotNull(await engine.Incidents.FindByReferenceAsync("INC-2"));
    }

    private static Signal Beat() => new() { Key = "heartbeat/sync", Summary = string.Empty };

    private static async Task<string[]> MonitorsAsync(InMemoryIncidentStore store) =>
        [.. (await store.ReadSubjectsAsync(SubjectKind.HeartbeatMonitor)).OfType<HeartbeatMonitor>().Select(monitor => monitor.Monitor)];
}
