using System.Net;

namespace MediMate.Incidents.Relational.Tests.Kit;

public sealed class MessageReceiverTests : IDisposable
{
    private readonly HttpClient _client = new();

    [Fact]
    public async Task Receiver_counts_each_key_when_many_arrive_at_once()
    {
        await using var receiver = MessageReceiver.Start();
        var channel = new HttpChannel(_client, receiver.Address);

        await Parallel.ForAsync(0, 90, async (number, cancellationToken) =>
            Assert.True((await channel.SendAsync(Message($"key-{number % 30}"), cancellationToken)).IsDelivered));

        Assert.Equal(90, receiver.Messages.Count);
        Assert.Equal(30, receiver.Counts.Count);
        Assert.All(receiver.Counts, count => Assert.Equal(3, count.Value));
    }

    [Fact]
    public async Task Receiver_keeps_the_body_as_it_was_sent()
    {
        await using var receiver = MessageReceiver.Start();

        var result = await Send(receiver, Message("key") with { Body = "Kanan → kiri\nnext line" });

        Assert.Equal("key", result.Detail);
        Assert.Equal(new ReceivedMessage("key", "Kanan → kiri\nnext line"), Assert.Single(receiver.Messages));
    }

    [Fact]
    public async Task Channel_reports_a_failure_when_the_receiver_refuses_a_message()
    {
        await using var receiver = MessageReceiver.Start();
        receiver.Answer = MessageReceiver.Says(HttpStatusCode.Forbidden);

        Assert.False((await Send(receiver, Message("key"))).IsDelivered);
        Assert.Equal(1, receiver.Count("key"));
    }

    [Fact]
    public async Task Channel_throws_when_the_receiver_has_trouble_of_its_own()
    {
        await using var receiver = MessageReceiver.Start();
        receiver.Answer = MessageReceiver.Says(HttpStatusCode.ServiceUnavailable);

        await Assert.ThrowsAsync<HttpRequestException>(() => Send(receiver, Message("key")));
        Assert.Equal(1, receiver.Count("key"));

        receiver.Answer = MessageReceiver.Accepts();
        Assert.True((await Send(receiver, Message("key"))).IsDelivered);
        Assert.Equal(2, receiver.Count("key"));
    }

    [Fact]
    public async Task Receiver_answers_when_the_test_lets_it()
    {
        await using var receiver = MessageReceiver.Start();
        var release = new TaskCompletionSource();
        receiver.Answer = MessageReceiver.AcceptsAfter(release.Task);

        var sending = Send(receiver, Message("key"));
        await receiver.WaitForAsync(1);
        Assert.False(sending.IsCompleted);

        release.SetResult();
        Assert.True((await sending).IsDelivered);
    }

    [Fact]
    public async Task Sender_gives_up_when_the_receiver_hangs()
    {
        await using var receiver = MessageReceiver.Start();
        receiver.Answer = MessageReceiver.Hangs();
        using var patience = new CancellationTokenSource();

        var sending = Send(receiver, Message("key"), patience.Token);
        await receiver.WaitForAsync(1);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(1, receiver.Count("key"));
    }

    [Fact]
    public async Task Receiver_stops_when_a_message_hangs()
    {
        var receiver = MessageReceiver.Start();
        receiver.Answer = MessageReceiver.Hangs();
        var sending = Send(receiver, Message("key"));
        await receiver.WaitForAsync(1);

        await receiver.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => sending);
    }

    public void Dispose() => _client.Dispose();

    private static OutgoingMessage Message(string key) => new()
    {
        Key = key,
        Incident = "INC-1",
        IncidentId = default,
        Kind = MessageKind.Page,
        Audience = MessageAudience.Responders,
        To = "aisha",
        Address = "aisha@example.test",
        Body = "Server down.",
    };

    private Task<DeliveryResult> Send(MessageReceiver receiver, OutgoingMessage message, CancellationToken cancellationToken = default) =>
        new HttpChannel(_client, receiver.Address).SendAsync(message, cancellationToken).AsTask();
}
