using System.Collections.Concurrent;
using System.Collections.Immutable;
using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Testing.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>
/// Clocks of hosts jump and differ. What holds all the same: time within an incident never runs backwards, no deadline is skipped, and what is
/// decided is decided once. What does not: a lease is as long as the clocks are apart, and a message that is on its way may be sent once more,
/// with the same key and the same words, by a node whose clock is ahead by more than the lease.
/// </summary>
public sealed class ClockJumpTests
{
    private static readonly Duration Hour = Duration.FromHours(1);

    public static TheoryData<DatabaseKind, int, bool> Jumps() => new MatrixTheoryData<DatabaseKind, int, bool>(
        [DatabaseKind.Sqlite, DatabaseKind.PostgreSql], [1, -1], [false, true]);

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task Clock_that_jumps_and_jumps_back_skips_nothing_and_does_nothing_twice(DatabaseKind kind, int hours, bool duringWork)
    {
        await using var database = await FaultDatabase.OnSharedServerAsync(kind);
        await using var store = database.Open();
        await using var node = new Node(store);
        var token = TestContext.Current.CancellationToken;
        var declared = (await node.Incidents.SignalAsync(new Signal { Key = "K1", Summary = "Complete app down" }, token)).Incident!;
        if (duringWork)
        {
            // While the first page is on its way.
            node.Channel.OnSend = _ =>
            {
                node.Channel.OnSend = null;
                node.Clock.Now += Hour * hours;
            };
        }

        await node.Incidents.RunDueAsync(token);
        if (!duringWork)
        {
            node.Clock.Now += Hour * hours;
        }

        // After half an hour the clock is set right; enough is left for all that is due.
        for (var minute = 0; minute < 270; minute += 5)
        {
            node.Clock.Now += Duration.FromMinutes(5);
            if (minute == 30)
            {
                await node.Incidents.SignalAsync(new Signal { Key = "K1", Summary = "Complete app down" }, token);
                node.Clock.Now -= Hour * hours;
                await node.Incidents.SignalAsync(new Signal { Key = "K1", Summary = "Complete app down" }, token);
            }

            await node.Incidents.RunDueAsync(token);
        }

        var events = await store.ReadEventsAsync(declared.Id, token);
        Assert.True(events.Zip(events.Skip(1)).All(pair => pair.First.RecordedAt <= pair.Second.RecordedAt), "Time ran backwards.");
        Assert.Equal(3, events.OfType<SignalsObserved>().Sum(counted => counted.Observed) + 1);
        Assert.Single(events.OfType<ClockBreached>());
        Assert.Single(events.OfType<EscalationExhausted>());
        var steps = events.OfType<EscalationStepDue>().Where(step => step.Step > 0).Select(step => (step.Loop, step.Step)).ToList();
        Assert.Equal(steps.Distinct(), steps);
        Assert.Equal([1, 2], steps.Select(step => step.Step).Distinct().Order());
        Assert.NotEmpty(node.Channel.Sent);
        Assert.All(node.Channel.Sent.CountBy(message => message.Key), key => Assert.Equal(1, key.Value));
        Assert.All(await store.ReadOutboxAsync(declared.Id, token), row => Assert.False(row.IsPending, row.Key));
        Assert.Equal(SampleText.Of(Incident.Fold(events)), SampleText.Of((await store.FindAsync(declared.Id, token))!));
        Assert.True((await store.VerifyAsync(cancellationToken: token)).IsSound);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Lease_of_a_node_that_died_an_hour_ahead_ends_an_hour_and_a_lease_later(DatabaseKind kind)
    {
        await using var database = await FaultDatabase.OnSharedServerAsync(kind);
        await using var store = database.Open();
        await using var ahead = new Node(store);
        await using var right = new Node(store);
        var token = TestContext.Current.CancellationToken;
        var declared = (await right.Incidents.SignalAsync(new Signal { Key = "K1", Summary = "Complete app down" }, token)).Incident!;
        ahead.Clock.Now += Hour;

        // It takes the work, and dies before it does any.
        Assert.NotEmpty(await store.ClaimDueAsync(Claim(ahead), token));
        Assert.NotEmpty(await store.ClaimOutboxAsync(Claim(ahead), token));

        right.Clock.Now += Hour;
        await right.Incidents.RunDueAsync(token);
        Assert.Empty(right.Channel.Sent);
        right.Clock.Now += Duration.FromMinutes(1);
        await right.Incidents.RunDueAsync(token);

        Assert.NotEmpty(right.Channel.Sent);
        Assert.All(await store.ReadOutboxAsync(declared.Id, token), row => Assert.False(row.IsPending, row.Key));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Nodes_an_hour_apart_decide_everything_once_and_repeat_a_message_on_its_way_with_the_same_key(DatabaseKind kind)
    {
        await using var database = await FaultDatabase.OnSharedServerAsync(kind);
        await using var store = database.Open();
        await using var right = new Node(store);
        await using var ahead = new Node(store);
        var token = TestContext.Current.CancellationToken;
        var declared = (await right.Incidents.SignalAsync(new Signal { Key = "K1", Summary = "Core feature broken" }, token)).Incident!;
        ahead.Clock.Now += Hour;
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        right.Channel.OnSend = _ => arrived.TrySetResult();
        right.Channel.Release = release.Task;

        var working = right.Incidents.RunDueAsync(token).AsTask();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(20), token);
        await ahead.Incidents.RunDueAsync(token);
        release.SetResult();
        await working.WaitAsync(TimeSpan.FromSeconds(20), token);
        for (var minute = 0; minute < 30; minute++)
        {
            right.Clock.Now += Duration.FromMinutes(5);
            ahead.Clock.Now += Duration.FromMinutes(5);
            await Task.WhenAll(right.Incidents.RunDueAsync(token).AsTask(), ahead.Incidents.RunDueAsync(token).AsTask());
        }

        // The one that was on its way; every other once.
        var sent = right.Channel.Sent.Concat(ahead.Channel.Sent).ToList();
        Assert.All(sent.GroupBy(message => message.Key), message =>
        {
            Assert.InRange(message.Count(), 1, message.Key == right.Channel.Sent.First().Key ? 2 : 1);
            Assert.Single(message.Select(copy => copy.Body).Distinct(StringComparer.Ordinal));
        });
        var events = await store.ReadEventsAsync(declared.Id, token);
        Assert.True(events.Zip(events.Skip(1)).All(pair => pair.First.RecordedAt <= pair.Second.RecordedAt), "Time ran backwards.");
        var steps = events.OfType<EscalationStepDue>().Where(step => step.Step > 0).Select(step => (step.Loop, step.Step)).ToList();
        Assert.Equal(steps.Distinct(), steps);
        Assert.Single(events.OfType<ClockBreached>());
        Assert.All(await store.ReadOutboxAsync(declared.Id, token), row => Assert.False(row.IsPending, row.Key));
        Assert.True((await store.VerifyAsync(cancellationToken: token)).IsSound);
    }

    private static StoreClaim Claim(Node node) => new() { Now = node.Clock.Now, LeasedUntil = node.Clock.Now + Duration.FromMinutes(1), Limit = 32 };

    /// <summary>A clock that is set by hand, backwards too.</summary>
    private sealed class SetClock : TimeProvider
    {
        public Instant Now { get; set; } = FaultStory.Start;

        public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
    }

    private sealed class Channel : INotificationChannel
    {
        private readonly ConcurrentQueue<OutgoingMessage> _sent = new();

        public Action<OutgoingMessage>? OnSend { get; set; }

        public Task Release { get; set; } = Task.CompletedTask;

        public ImmutableArray<OutgoingMessage> Sent => [.. _sent];

        public async ValueTask<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            _sent.Enqueue(message);
            OnSend?.Invoke(message);
            await Release;
            return DeliveryResult.Delivered();
        }
    }

    private sealed class Node : IAsyncDisposable
    {
        private readonly ServiceProvider _services;

        public Node(IIncidentStore store)
        {
            var services = new ServiceCollection();
            services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
            services.AddSingleton<TimeProvider>(Clock);
            services.AddIncidentResponse()
                .UsePlaybook(FaultPlaybook.Read())
                .UseStore(store)
                .AddNotificationChannel("sms", Channel)
                .AddNotificationChannel("mail", Channel);
            _services = services.BuildServiceProvider();
        }

        public SetClock Clock { get; } = new();

        public Channel Channel { get; } = new();

        public IIncidentResponse Incidents => _services.GetRequiredService<IIncidentResponse>();

        public ValueTask DisposeAsync() => _services.DisposeAsync();
    }
}
