using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace MediMate.Incidents.Tests.Hosting;

public sealed class HostedEngineTests
{
    [Fact]
    public async Task Hosted_engine_pages_at_once_and_climbs_when_time_passes()
    {
        var time = new FakeTimeProvider(Engine.Start.ToDateTimeOffset());
        var channel = new SignallingChannel();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddIncidentResponse(incidents => incidents
            .UsePlaybook(TestPlaybooks.Example)
            .UseContactDirectory(new TestDirectory())
            .AddNotificationChannel("sms", channel));
        using var host = builder.Build();
        await host.StartAsync();
        var incidents = host.Services.GetRequiredService<IIncidentResponse>();

        var outcome = await incidents.SignalAsync(new Signal { Summary = "Complete app down" });
        Assert.Equal("aisyah", (await channel.NextAsync()).To);

        // A sleeping loop may not have set its timer yet: a minute at a time, until the next page comes.
        var next = channel.NextAsync();
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(next, Task.Run(() => incidents.NextDueAsync().AsTask()));
        }

        Assert.Equal("ben", (await next).To);
        await incidents.AcknowledgeAsync(outcome.Incident!.Id, "ben");
        await host.StopAsync();
    }

    private sealed class SignallingChannel : INotificationChannel
    {
        private readonly System.Threading.Channels.Channel<OutgoingMessage> _messages = System.Threading.Channels.Channel.CreateUnbounded<OutgoingMessage>();

        public ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            _messages.Writer.TryWrite(message);
            return ValueTask.FromResult(DeliveryResult.Delivered());
        }

        public Task<OutgoingMessage> NextAsync() => _messages.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
