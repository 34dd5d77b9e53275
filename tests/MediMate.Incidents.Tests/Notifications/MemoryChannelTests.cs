using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Tests.Notifications;

public sealed class MemoryChannelTests
{
    [Fact]
    public async Task Memory_channel_keeps_what_was_sent_in_its_order()
    {
        var channel = new MemoryChannel();
        await using var engine = new Engine(configure: incidents => incidents.AddNotificationChannel("sms", channel));

        await engine.SignalAsync("UI glitch", key: null);
        await engine.SignalAsync("Complete app down", key: null);

        Assert.Empty(engine.Sms.Messages);
        Assert.Equal(["INC-1/5/aisyah/sms", "INC-2/5/aisyah/sms"], channel.Messages.Select(message => message.Key));
    }
}
