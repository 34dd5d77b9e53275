using System.Net;
using NodaTime;

namespace MediMate.Incidents.Samples.Tests;

/// <summary>The channel against a real server.</summary>
public sealed class ChatChannelTests : IAsyncLifetime
{
    private readonly ChatRoom _room = ChatRoom.Open();
    private readonly HttpClient _client;
    private readonly ChatChannel _channel;

    public ChatChannelTests()
    {
        _client = new HttpClient { BaseAddress = _room.Address };
        _channel = new ChatChannel(_client);
    }

    [Fact]
    public async Task Channel_posts_a_message_once_however_often_it_is_sent()
    {
        var first = await SendAsync("k1");
        var again = await SendAsync("k1");

        Assert.True(first.IsDelivered && again.IsDelivered);
        Assert.Equal(new ChatPost("k1", "aisyah", "pages load slowly"), Assert.Single(_room.Posts));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Channel_asks_for_another_attempt_when_the_chat_is_busy(HttpStatusCode refusal)
    {
        (_room.Refusal, _room.Refusals) = (refusal, 1);

        var refused = await SendAsync("k1");
        var taken = await SendAsync("k1");

        Assert.True(refused is { IsDelivered: false, IsTransient: true });
        Assert.Equal(Duration.FromSeconds(1), refused.RetryAfter);
        Assert.True(taken.IsDelivered);
    }

    [Fact]
    public async Task Channel_gives_up_when_the_chat_does_not_want_the_message()
    {
        (_room.Refusal, _room.Refusals) = (HttpStatusCode.Forbidden, 1);

        var refused = await SendAsync("k1");

        Assert.True(refused is { IsDelivered: false, IsTransient: false, Detail: "the chat answered 403" });
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _room.DisposeAsync();
    }

    private ValueTask<DeliveryResult> SendAsync(string key) => _channel.SendAsync(
        new OutgoingMessage
        {
            Key = key,
            Incident = "INC-1",
            IncidentId = new IncidentId(Guid.Parse("0195a7c8-0000-7000-8000-000000000001")),
            Kind = MessageKind.Page,
            Audience = MessageAudience.Responders,
            To = "aisyah",
            Address = "",
            Body = "pages load slowly",
        },
        CancellationToken.None);
}
