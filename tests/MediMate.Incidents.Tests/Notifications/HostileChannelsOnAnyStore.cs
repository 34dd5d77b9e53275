using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Channels that do whatever a channel should not: what comes of it is recorded, and the message is tried again.</summary>
public abstract class HostileChannelsOnAnyStore : IAsyncDisposable
{
    private readonly StorePlace _place;

    private protected HostileChannelsOnAnyStore(StorePlace place) => _place = place;

    public static TheoryData<string> Ways() => [.. Misbehaving.Keys];

    private static Dictionary<string, Func<CancellationToken, ValueTask<DeliveryResult>>> Misbehaving { get; } = new(StringComparer.Ordinal)
    {
        ["throws before it has begun"] = _ => throw new InvalidOperationException("no modem"),
        ["throws in its task"] = _ => ValueTask.FromException<DeliveryResult>(new InvalidOperationException("no modem")),
        ["is cancelled by somebody else"] = _ => throw new OperationCanceledException("a token of its own"),
        ["is cancelled in its task"] = _ => ValueTask.FromCanceled<DeliveryResult>(new CancellationToken(canceled: true)),
        ["says that it was cancelled by a token that is not"] = token => throw new OperationCanceledException(token),
        ["answers nothing"] = _ => ValueTask.FromResult<DeliveryResult>(null!),
        ["throws what cannot say what is wrong"] = _ => throw new HostileException(),
        ["throws a text that is none"] = _ => throw new InvalidOperationException(HostileTexts.Halves),
        ["throws a text that is too long"] = _ => throw new InvalidOperationException(HostileTexts.Long),
        ["asks for another attempt in a text that is none"] = _ => ValueTask.FromResult(DeliveryResult.Retry(HostileTexts.Halves)),
        ["asks for another attempt in a text that is too long"] = _ => ValueTask.FromResult(DeliveryResult.Retry(HostileTexts.Long, Duration.Zero)),
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Message_is_tried_again_when_its_channel(string way)
    {
        var channel = new HostileChannel { Instead = (_, token) => Misbehaving[way](token) };
        await using var engine = await NewEngineAsync(incidents => incidents.AddNotificationChannel("sms", channel));
        var incident = await engine.SignalAsync("UI glitch");

        var row = await PageAsync(engine, incident);
        Assert.Equal((OutboxStatus.Waiting, 1), (row.Status, row.Attempts));
        Assert.InRange(row.Reason!.Length, 1, 2_100);

        channel.Instead = null;
        await engine.AdvanceAsync(Duration.FromMinutes(1));
        row = await PageAsync(engine, incident);
        Assert.Equal((OutboxStatus.Done, 2), (row.Status, row.Attempts));
        Assert.Equal(2, channel.Messages.Count);
        Assert.Single(channel.Messages.Distinct());
    }

    [Fact]
    public async Task Failure_for_good_in_a_text_that_is_none_moves_the_ladder_on_and_stands_on_the_timeline()
    {
        var channel = new HostileChannel { Instead = (_, _) => ValueTask.FromResult(DeliveryResult.Failed(HostileTexts.Halves + HostileTexts.Long)) };
        await using var engine = await NewEngineAsync(incidents => incidents.AddNotificationChannel("sms", channel));
        var incident = await engine.SignalAsync();

        var ran = (await engine.TimelineAsync(incident)).OfType<EscalationStepRan>().Where(step => step.ResolvedTo.IsEmpty).ToList();
        Assert.NotEmpty(ran);
        Assert.All(ran, step => Assert.InRange(step.Reason!.Length, 10, 2_200));
        Assert.Equal(["aisyah", "ben", "chen"], channel.Messages.Select(message => message.To));
        await IsSoundAsync(engine, incident);
    }

    [Fact]
    public async Task Receipt_that_is_no_text_is_kept_as_well_as_can_be()
    {
        var channel = new HostileChannel { Instead = (_, _) => ValueTask.FromResult(DeliveryResult.Delivered(HostileTexts.Halves + HostileTexts.Long)) };
        await using var engine = await NewEngineAsync(incidents => incidents.AddNotificationChannel("sms", channel));
        var incident = await engine.SignalAsync();

        var row = await PageAsync(engine, incident);
        Assert.Equal(OutboxStatus.Done, row.Status);
        Assert.InRange(row.Reason!.Length, 10, 2_100);
    }

    [Fact]
    public async Task Channel_that_cannot_be_made_is_tried_again_and_at_last_given_up()
    {
        var made = 0;
        await using var engine = await NewEngineAsync(incidents => incidents.AddNotificationChannel("sms", _ =>
        {
            made++;
            throw new InvalidOperationException("no settings");
        }));
        var incident = await engine.SignalAsync();

        Assert.StartsWith("MMI4003", (await PageAsync(engine, incident)).Reason, StringComparison.Ordinal);
        await engine.AdvanceAsync(Duration.FromMinutes(31));
        var first = (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().First();
        Assert.Equal(OutboxStatus.Failed, first.Status);
        Assert.StartsWith("MMI4008", first.Reason, StringComparison.Ordinal);
        Assert.InRange(made, 1, 1_000);
    }

    [Fact]
    public async Task Channel_that_could_not_be_made_at_first_serves_as_soon_as_it_can()
    {
        var (channel, isThere) = (new HostileChannel(), false);
        await using var engine = await NewEngineAsync(incidents => incidents.AddNotificationChannel("sms", _ => isThere ? channel : throw new InvalidOperationException("no settings")));
        var incident = await engine.SignalAsync("UI glitch");
        isThere = true;
        await engine.AdvanceAsync(Duration.FromMinutes(1));

        Assert.Equal(OutboxStatus.Done, (await PageAsync(engine, incident)).Status);
        Assert.Single(channel.Messages);
    }

    [Theory]
    [InlineData((MessageFormat)99)]
    [InlineData((MessageFormat)(-1))]
    public async Task Channel_that_asks_for_a_form_that_is_none_gets_plain_text_in_each_attempt(MessageFormat format)
    {
        await using var engine = await NewEngineAsync(_ => { });
        engine.Sms.SaysFormat = () => format;
        engine.Sms.Instead = (_, _) => Task.FromResult(DeliveryResult.Retry("busy"));
        var incident = await engine.SignalAsync("a < b: UI glitch");
        engine.Sms.Instead = null;
        await engine.AdvanceAsync(Duration.FromMinutes(1));

        Assert.Equal(OutboxStatus.Done, (await PageAsync(engine, incident)).Status);
        Assert.All(engine.Sms.Messages, sent => Assert.Equal(MessageFormat.PlainText, sent.Message.Format));
        Assert.All(engine.Sms.Messages, sent => Assert.Contains("a < b", sent.Message.Body, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("delivered")]
    [InlineData("refused")]
    [InlineData("thrown")]
    public async Task Answer_that_comes_after_the_time_out_changes_nothing(string late)
    {
        var (asked, answer) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource<DeliveryResult>());
        var channel = new HostileChannel();
        channel.Instead = (_, _) =>
        {
            asked.TrySetResult();
            return new ValueTask<DeliveryResult>(answer.Task);
        };
        await using var engine = await NewEngineAsync(incidents => incidents.AddNotificationChannel("sms", channel));
        var incident = (await engine.Incidents.SignalAsync(new Signal { Summary = "UI glitch", Key = "K1" })).Incident!;
        await BeginUntilAsync(engine, asked.Task);
        engine.Time.Advance(TimeSpan.FromSeconds(30));
        await engine.Dispatcher.WhenIdleAsync(CancellationToken.None);
        var given = await PageAsync(engine, incident);
        Assert.Equal((OutboxStatus.Waiting, 1), (given.Status, given.Attempts));
        Assert.StartsWith("MMI4002", given.Reason, StringComparison.Ordinal);

        _ = late switch
        {
            "delivered" => answer.TrySetResult(DeliveryResult.Delivered("late")),
            "refused" => answer.TrySetResult(DeliveryResult.Failed("late")),
            _ => answer.TrySetException(new InvalidOperationException("late")),
        };
        await engine.Incidents.RunDueAsync();

        Assert.Equal(given, await PageAsync(engine, incident));
        channel.Instead = null;
        await engine.AdvanceAsync(Duration.FromMinutes(1));
        Assert.Equal((OutboxStatus.Done, 2), ((await PageAsync(engine, incident)).Status, channel.Messages.Count));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _place.DisposeAsync();
    }

    private async ValueTask<Engine> NewEngineAsync(Action<IncidentResponseBuilder> configure)
    {
        var store = await _place.OpenAsync();
        return new Engine(configure: incidents => configure(incidents.UseStore(store)));
    }

    private static async Task<OutboxMessage> PageAsync(Engine engine, Incident incident) =>
        (await engine.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().First(message => message.Kind == MessageKind.Page);

    private static async Task BeginUntilAsync(Engine engine, Task reached)
    {
        while (!reached.IsCompleted)
        {
            await engine.Dispatcher.BeginDueAsync(CancellationToken.None);
            await Task.Yield();
        }
    }

    private static async Task IsSoundAsync(Engine engine, Incident incident)
    {
        var events = await engine.TimelineAsync(incident);
        Assert.Equal(SnapshotJson.Write((await engine.Incidents.FindAsync(incident.Id))!), SnapshotJson.Write(Incident.Fold(events)));
    }

    private sealed class HostileChannel : INotificationChannel
    {
        private readonly ConcurrentQueue<OutgoingMessage> _messages = new();

        public ConcurrentQueue<OutgoingMessage> Messages => _messages;

        public Func<OutgoingMessage, CancellationToken, ValueTask<DeliveryResult>>? Instead { get; set; }

        public ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            _messages.Enqueue(message);
            return Instead is { } instead ? instead(message, cancellationToken) : ValueTask.FromResult(DeliveryResult.Delivered());
        }
    }
}
