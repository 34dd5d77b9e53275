using MediMate.Incidents.Tests.Laws;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MediMate.Incidents.Tests.Escalation;

/// <summary>An incident whose ticks throw holds nobody else, and somebody is called to it.</summary>
public sealed class QuarantineTests
{
    [Fact]
    public async Task Incident_whose_tick_throws_three_times_pages_the_emergency_contact_once()
    {
        await using var stage = new Stage();
        var poisoned = await stage.SignalAsync("K1");
        stage.Poison(poisoned);

        await stage.RunForAsync(minutes: 30);

        var pages = stage.Channel.Messages.Where(message => message.IncidentId == poisoned && message.To == "ems").ToList();
        Assert.Contains("by hand", Assert.Single(pages).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_incidents_go_on()
    {
        await using var stage = new Stage();
        var poisoned = await stage.SignalAsync("K1");
        stage.Poison(poisoned);
        var sound = await stage.SignalAsync("K2");

        await stage.RunForAsync(minutes: 12);

        Assert.Equal(["aisyah", "ben", "chen"], stage.Channel.Messages.Where(message => message.IncidentId == sound && message.Kind == MessageKind.Page).Select(message => message.To));
    }

    [Fact]
    public async Task Poisoned_incident_can_be_acknowledged_and_what_was_queued_goes_out()
    {
        await using var stage = new Stage();
        var poisoned = await stage.SignalAsync("K1", andDispatch: false);
        stage.Poison(poisoned);
        stage.Time.Advance(TimeSpan.FromMinutes(6));
        await stage.Incidents.RunDueAsync(TestContext.Current.CancellationToken);

        Assert.Equal("aisyah", Assert.Single(stage.Channel.Messages, message => message.IncidentId == poisoned).To);
        var outcome = await stage.Incidents.AcknowledgeAsync(poisoned, "aisyah", TestContext.Current.CancellationToken);
        Assert.True(outcome.IsAccepted);
        Assert.Contains(outcome.Events, happened => happened is EscalationEnded);
    }

    [Fact]
    public async Task Incident_that_gets_well_does_everything_that_was_missed()
    {
        await using var stage = new Stage();
        var poisoned = await stage.SignalAsync("K1");
        stage.Poison(poisoned);
        await stage.RunForAsync(minutes: 8);

        stage.Store.Alters = null;
        await stage.RunForAsync(minutes: 8);

        var timeline = await stage.Incidents.ReadTimelineAsync(poisoned, TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3, 1], timeline.OfType<EscalationStepDue>().Select(step => step.Step));
    }

    private sealed class Stage : IAsyncDisposable
    {
        private readonly ServiceProvider _services;

        public Stage()
        {
            var services = new ServiceCollection();
            services.AddSingleton<TimeProvider>(Time);
            services.AddIncidentResponse()
                .UsePlaybook(TestPlaybooks.WithClocks)
                .UseStore(Store)
                .AddNotificationChannel("sms", Channel);
            _services = services.BuildServiceProvider();
            Incidents = _services.GetRequiredService<IIncidentResponse>();
        }

        public FakeTimeProvider Time { get; } = new(Engine.Start.ToDateTimeOffset());

        public CheckingStore Store { get; } = new();

        public MemoryChannel Channel { get; } = new();

        public IIncidentResponse Incidents { get; }

        public async Task<IncidentId> SignalAsync(string key, bool andDispatch = true)
        {
            var outcome = await Incidents.SignalAsync(new Signal { Key = key, Summary = "complete app down" }, TestContext.Current.CancellationToken);
            if (andDispatch)
            {
                await Incidents.RunDueAsync(TestContext.Current.CancellationToken);
            }

            return outcome.Incident!.Id;
        }

        /// <summary>Lets the ladder of an incident belong to a level that no playbook has: whatever is due about it throws.</summary>
        public void Poison(IncidentId id) => Store.Alters = loaded => loaded.Incident is { Ladder: { } ladder } incident && incident.Id == id
            ? loaded with { Incident = incident with { Ladder = ladder with { Level = "P9" } } }
            : loaded;

        public async Task RunForAsync(int minutes)
        {
            for (var minute = 0; minute < minutes; minute++)
            {
                Time.Advance(TimeSpan.FromMinutes(1));
                await Incidents.RunDueAsync(TestContext.Current.CancellationToken);
            }
        }

        public ValueTask DisposeAsync() => _services.DisposeAsync();
    }
}
