using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;

namespace MediMate.Incidents.Tests.Notifications.Webhooks;

/// <summary>The webhook channel against a server.</summary>
public sealed class WebhookChannelTests : IAsyncDisposable
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string NewSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private readonly WebhookReceiver _receiver = WebhookReceiver.Start();

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Fact]
    public async Task Page_is_posted_signed_and_its_body_says_everything()
    {
        await using var engine = NewEngine();
        var incident = await engine.SignalAsync("down \"now\" </script>");

        var request = Assert.Single(_receiver.Received);
        var data = JsonDocument.Parse(request.Body).RootElement;
        Assert.Equal(WebhookVerdict.Genuine, StandardWebhook.Verify(request.Header, request.Body, [Secret], engine.Now));
        Assert.Equal("application/json; charset=utf-8", request.Header("Content-Type"));
        Assert.Equal(("incident.page", "2026-03-02T02:00:00Z"), (data.GetProperty("type").GetString(), data.GetProperty("timestamp").GetString()));
        Assert.Equal(
            ["key", "incident", "incidentId", "kind", "audience", "to", "address", "body", "format", "acknowledgementToken"],
            data.GetProperty("data").EnumerateObject().Select(member => member.Name));
        Assert.Equal((incident.Reference, incident.Id.Value), (data.GetProperty("data").GetProperty("incident").GetString(), data.GetProperty("data").GetProperty("incidentId").GetGuid()));
        Assert.Contains("down \"now\" </script>", data.GetProperty("data").GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal(OutboxStatus.Done, (await RowAsync(engine, incident)).Status);
        Assert.Equal("204", (await RowAsync(engine, incident)).Reason);
    }

    [Fact]
    public async Task Each_secret_signs_while_one_is_changed()
    {
        await using var engine = NewEngine(options => options.Secrets.Add(NewSecret));
        await engine.SignalAsync();

        var request = Assert.Single(_receiver.Received);
        Assert.Equal(WebhookVerdict.Genuine, StandardWebhook.Verify(request.Header, request.Body, [Secret], engine.Now));
        Assert.Equal(WebhookVerdict.Genuine, StandardWebhook.Verify(request.Header, request.Body, [NewSecret], engine.Now));
    }

    [Fact]
    public async Task Each_attempt_has_the_same_id_and_bytes_and_its_own_time()
    {
        await using var engine = NewEngine();
        var channel = new WebhookChannel(Options(), new EngineClock(engine.Time));
        var message = Message("INC-1/5/ben/chat");
        await channel.SendAsync(message, TestContext.Current.CancellationToken);
        engine.Time.Advance(TimeSpan.FromSeconds(90));
        await channel.SendAsync(message, TestContext.Current.CancellationToken);

        Assert.Equal(2, _receiver.Received.Count);
        var (first, second) = (_receiver.Received[0], _receiver.Received[1]);
        Assert.Equal(first.Header(StandardWebhook.IdHeader), second.Header(StandardWebhook.IdHeader));
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(90, Seconds(second) - Seconds(first));
        channel.Dispose();

        static long Seconds(ReceivedWebhook request) => long.Parse(request.Header(StandardWebhook.TimestampHeader)!, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData(200, true, "200")]
    [InlineData(299, true, "299")]
    [InlineData(400, false, "MMI4020")]
    [InlineData(404, false, "MMI4020")]
    [InlineData(410, false, "MMI4020")]
    [InlineData(408, false, "MMI4021")]
    [InlineData(425, false, "MMI4021")]
    [InlineData(429, false, "MMI4021")]
    [InlineData(500, false, "MMI4021")]
    [InlineData(503, false, "MMI4021")]
    [InlineData(302, false, "MMI4021")]
    public async Task Answer_says_what_came_of_it(int status, bool isDelivered, string detail)
    {
        _receiver.Status = status;
        var result = await SendAsync(Message("a"));

        Assert.Equal((isDelivered, detail == "MMI4021"), (result.IsDelivered, result.IsTransient));
        Assert.StartsWith(detail, result.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Mon, 02 Mar 2026 02:01:00 GMT", 60)]
    public async Task Answer_can_ask_for_a_pause(string retryAfter, int seconds)
    {
        (_receiver.Status, _receiver.RetryAfter) = (429, retryAfter);

        Assert.Equal(Duration.FromSeconds(seconds), (await SendAsync(Message("a"))).RetryAfter);
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        await using var elsewhere = WebhookReceiver.Start();
        (_receiver.Status, _receiver.Location) = (307, elsewhere.Address.AbsoluteUri);
        await SendAsync(Message("a"));

        Assert.Empty(elsewhere.Received);
    }

    [Fact]
    public async Task Server_that_is_not_there_is_a_failure_and_nothing_of_the_address_is_told()
    {
        await using var engine = NewEngine(options => options.Address = new Uri("http://127.0.0.1:1/secret-path"));
        var incident = await engine.SignalAsync();

        var row = await RowAsync(engine, incident);
        Assert.Equal(OutboxStatus.Waiting, row.Status);
        Assert.StartsWith("MMI4022", row.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", row.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\nx-evil: 1")]
    [InlineData("\0\u001b[31m")]
    [InlineData("ümlaut 事件 \U0001F525 .")]
    public async Task Hostile_values_are_data(string hostile)
    {
        var result = await SendAsync(Message(hostile) with { To = hostile, Address = hostile, Incident = hostile, Body = hostile });

        var request = Assert.Single(_receiver.Received);
        Assert.True(result.IsDelivered, result.Detail);
        Assert.Null(request.Header("x-evil"));
        Assert.Matches("^msg_[0-9a-f]{32}$", request.Header(StandardWebhook.IdHeader));
        Assert.Equal(WebhookVerdict.Genuine, StandardWebhook.Verify(request.Header, request.Body, [Secret], Engine.Start));
        Assert.Equal(hostile, JsonDocument.Parse(request.Body).RootElement.GetProperty("data").GetProperty("to").GetString());
    }

    [Fact]
    public async Task Body_of_a_megabyte_arrives_whole()
    {
        var text = new string('事', 1_000_000);
        await SendAsync(Message("a") with { Body = text });

        Assert.Equal(text, JsonDocument.Parse(Assert.Single(_receiver.Received).Body).RootElement.GetProperty("data").GetProperty("body").GetString());
    }

    [Fact]
    public void Same_key_in_another_incident_is_another_message()
    {
        var message = Message("INC-1/5/ben/chat");

        Assert.NotEqual(WebhookChannel.IdOf(message), WebhookChannel.IdOf(message with { IncidentId = new IncidentId(new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11])) }));
    }

    [Fact]
    public async Task Host_does_not_start_with_settings_that_cannot_be_and_shows_no_secret()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddIncidentResponse(incidents => incidents
            .UsePlaybook(TestPlaybooks.Example)
            .AddNotificationChannel("sms", new MemoryChannel())
            .AddWebhookChannel("chat", options => options.Address = new Uri("ftp://user:hidden@example.org"))
            .AddWebhookChannel("other", options =>
            {
                options.Address = new Uri("https://example.org");
                options.Secrets.Add("whsec_hidden");
            }));
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<AggregateException>(() => host.StartAsync());

        var failures = refused.InnerExceptions.Cast<OptionsValidationException>().SelectMany(exception => exception.Failures).ToList();
        Assert.Equal(["MMI0023", "MMI0024", "MMI0024"], failures.Select(failure => failure[..7]));
        Assert.DoesNotContain("hidden", string.Concat(failures), StringComparison.Ordinal);
    }

    private static OutgoingMessage Message(string key) => new()
    {
        Key = key,
        Incident = "INC-1",
        IncidentId = new IncidentId(new Guid("019c0000-0000-7000-8000-000000000001")),
        QueuedAt = Engine.Start,
        Kind = MessageKind.Page,
        Audience = MessageAudience.Responders,
        To = "ben",
        Address = string.Empty,
        Body = "down",
    };

    private static async Task<OutboxMessage> RowAsync(Engine engine, Incident incident) =>
        (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().First();

    private WebhookChannelOptions Options() => new() { Address = _receiver.Address, Secrets = { Secret } };

    private async Task<DeliveryResult> SendAsync(OutgoingMessage message)
    {
        await using var engine = NewEngine();
        using var channel = new WebhookChannel(Options(), new EngineClock(engine.Time));
        return await channel.SendAsync(message, TestContext.Current.CancellationToken);
    }

    private Engine NewEngine(Action<WebhookChannelOptions>? configure = null) => new(configure: incidents => incidents.AddWebhookChannel("sms", options =>
    {
        options.Address = _receiver.Address;
        options.Secrets.Add(Secret);
        configure?.Invoke(options);
    }));
}
