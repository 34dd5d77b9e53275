using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Channels = System.Threading.Channels;

namespace MediMate.Incidents.Tests.Documentation;

/// <summary>The two hosts of the page on signals: one works, the other watches.</summary>
public sealed class TwoHostsTests
{
    private readonly FakeTimeProvider _time = new(Engine.Start.ToDateTimeOffset());

    [Fact]
    public async Task Heartbeat_of_one_host_reaches_the_other()
    {
        var network = new Network();
        using var hub = Hub(network);
        await hub.StartAsync();

        Assert.Equal("/beats/education-hub", await network.NextAsync());
        await hub.StopAsync();
    }

    private IHost Hub(Network network)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton(new HttpClient(network));
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

    /// <summary>What lies between the hosts.</summary>
    private sealed class Network : HttpMessageHandler
    {
        private readonly Channels.Channel<string> _requests = Channels.Channel.CreateUnbounded<string>();

        public Task<string> NextAsync() => _requests.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _requests.Writer.TryWrite(request.RequestUri!.AbsolutePath);
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
