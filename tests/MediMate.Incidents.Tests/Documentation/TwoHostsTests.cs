using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Channels = System.Threading.Channels;

namespace MediMate.Incidents.Tests.Documentation;

/// <summary>The two hosts of the page on signals: one works, the other watches it.</summary>
public sealed class TwoHostsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Engine.Start.ToDateTimeOffset());
    private readonly Network _network = new();
    private readonly PageChannel _pages = new();

    [Fact]
    public async Task Second_host_pages_when_the_first_one_is_down_and_not_before()
    {
        using var watcher = Watcher();
        await watcher.StartAsync();
        var incidents = watcher.Services.GetRequiredService<IIncidentResponse>();
        _network.Serve = path => BeatAsync(incidents, path["/beats/".Length..]);
        var lastBeat = Engine.Start;
        using (var hub = Hub())
        {
            await hub.StartAsync();
            for (var beat = 0; beat < 30; beat++)
            {
                lastBeat = await AdvanceUntilServedAsync();
            }

            Assert.False(_pages.Messages.Reader.TryPeek(out _));
            await hub.StopAsync();
        }

        var page = await AdvanceUntilPagedAsync();

        Assert.Equal(("INC-1", MessageKind.Page), (page.Incident, page.Kind));
        var incident = (await incidents.FindByReferenceAsync("INC-1"))!;
        Assert.Equal(("heartbeat education-hub stays away", "P0"), (incident.Summary, incident.Severity.Level));
        Assert.InRange(incident.DeclaredAt - lastBeat, Duration.FromMinutes(3), Duration.FromMinutes(6));

        // It is started again: the key is quiet.
        using var again = Hub();
        await again.StartAsync();
        await AdvanceUntilServedAsync();
        Assert.True((await incidents.FindByReferenceAsync("INC-1"))!.IsQuiet);
        await again.StopAsync();
        await watcher.StopAsync();
    }

    public void Dispose() => _network.Dispose();

    // snippet: watching-host
    private static async Task BeatAsync(IIncidentResponse incidents, string application) =>
        await incidents.SignalAsync(new Signal { Key = $"heartbeat/{application}", Summary = "alive" });
    // end of snippet

    private IHost Hub()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton(new HttpClient(_network, disposeHandler: false));
        var playbook = TestPlaybooks.Example;

        // snippet: engine-heartbeat
        services.AddIncidentResponse(incidents => incidents
            .UsePlaybook(playbook)
            .AddEngineHeartbeat(async (services, cancellationToken) =>
            {
                var watcher = services.GetRequiredService<HttpClient>();
                using var answer = await watcher.PostAsync("https://watcher.example.org/beats/education-hub", content: null, cancellationToken);
                answer.EnsureSuccessStatusCode();
            }));
        // end of snippet

        services.AddIncidentResponse().UseContactDirectory(new TestDirectory()).AddNotificationChannel("sms", new MemoryChannel());
        return builder.Build();
    }

    private IHost Watcher()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddIncidentResponse(incidents => incidents
            .UsePlaybook(TestPlaybooks.Example with
            {
                Heartbeats = [new HeartbeatDefinition { Name = "education-hub", Every = Duration.FromMinutes(1), Grace = Duration.FromMinutes(2), Level = "P0" }],
            })
            .UseContactDirectory(new TestDirectory())
            .AddNotificationChannel("sms", _pages));
        return builder.Build();
    }

    /// <summary>Advances in small steps, so that the loops of both hosts keep up, until the next beat was served.</summary>
    private async Task<Instant> AdvanceUntilServedAsync()
    {
        while (!_network.IsServed)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(1);
        }

        await _network.NextAsync();
        return Instant.FromDateTimeOffset(_time.GetUtcNow());
    }

    private async Task<OutgoingMessage> AdvanceUntilPagedAsync()
    {
        OutgoingMessage? page;
        while (!_pages.Messages.Reader.TryRead(out page))
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(1);
        }

        return page;
    }

    private sealed class PageChannel : INotificationChannel
    {
        public Channels.Channel<OutgoingMessage> Messages { get; } = Channels.Channel.CreateUnbounded<OutgoingMessage>();

        public ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            Messages.Writer.TryWrite(message);
            return ValueTask.FromResult(DeliveryResult.Delivered());
        }
    }

    /// <summary>What lies between the hosts.</summary>
    private sealed class Network : HttpMessageHandler
    {
        private readonly Channels.Channel<string> _served = Channels.Channel.CreateUnbounded<string>();

        public Func<string, Task> Serve { get; set; } = _ => Task.CompletedTask;

        public bool IsServed => _served.Reader.TryPeek(out _);

        public Task<string> NextAsync() => _served.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Serve(request.RequestUri!.AbsolutePath);
            _served.Writer.TryWrite(request.RequestUri.AbsolutePath);
            return new HttpResponseMessage();
        }
    }
}
