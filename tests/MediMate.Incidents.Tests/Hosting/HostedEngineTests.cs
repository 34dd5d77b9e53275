using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

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

        // A minute at a time, and none before the engine has done what is due: its loops run on threads of their own.
        var next = channel.NextAsync();
        while (!next.IsCompleted)
        {
            if (await incidents.NextDueAsync() <= Instant.FromDateTimeOffset(time.GetUtcNow()))
            {
                await Task.Yield();
            }
            else
            {
                time.Advance(TimeSpan.FromMinutes(1));
            }
        }

        Assert.Equal("ben", (await next).To);
        await incidents.AcknowledgeAsync(outcome.Incident!.Id, "ben");
        await host.StopAsync();
    }

    [Fact]
    public async Task Channel_that_blocks_its_thread_holds_no_other_channel()
    {
        using var released = new ManualResetEventSlim();
        var mail = new SignallingChannel();
        var playbook = TestPlaybooks.Example;
        playbook = playbook with { Ladders = playbook.Ladders.SetItem(3, playbook.Ladders[3] with { Steps = [playbook.Ladders[3].Steps[0] with { Channels = ["mail"] }] }) };
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Engine.Start.ToDateTimeOffset()));
        builder.Services.AddIncidentResponse(incidents => incidents
            .UsePlaybook(playbook)
            .UseContactDirectory(new TestDirectory { Channels = ["sms", "mail"] })
            .AddNotificationChannel("sms", new BlockingChannel(released))
            .AddNotificationChannel("mail", mail));
        using var host = builder.Build();
        await host.StartAsync();
        var incidents = host.Services.GetRequiredService<IIncidentResponse>();

        await incidents.SignalAsync(new Signal { Summary = "Complete app down" });
        await incidents.SignalAsync(new Signal { Summary = "UI glitch" });

        Assert.Equal("INC-2", (await mail.NextAsync()).Incident);
        released.Set();
        await host.StopAsync();
    }

    private sealed class BlockingChannel(ManualResetEventSlim released) : INotificationChannel
    {
        public ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            released.Wait(cancellationToken);
            return ValueTask.FromResult(DeliveryResult.Delivered());
        }
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
