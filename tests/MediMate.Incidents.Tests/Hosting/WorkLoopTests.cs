using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace MediMate.Incidents.Tests.Hosting;

/// <summary>What the engine's loops do while the store is away, and what the health check tells of it.</summary>
public sealed class WorkLoopTests
{
    [Fact]
    public async Task Loop_that_fails_tries_again_after_longer_and_longer_pauses_and_is_healthy_again_when_it_succeeds()
    {
        var time = new RecordingTimeProvider();
        var clock = new EngineClock(time);
        var health = new EngineHealth();
        var check = new IncidentHealthCheck(health, new InMemoryIncidentStore(), clock, Microsoft.Extensions.Options.Options.Create(new IncidentResponseOptions()));
        var context = new HealthCheckContext { Registration = new HealthCheckRegistration("incident-response", check, failureStatus: null, tags: null) };
        using var loop = new FailingLoop(new WakeUp(clock), clock, health);
        await loop.StartAsync(TestContext.Current.CancellationToken);

        var pauses = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            var pause = await time.NextTimerAsync();
            pauses.Add(pause.TotalSeconds);
            loop.IsFailing = i < 7;
            var report = await check.CheckHealthAsync(context, TestContext.Current.CancellationToken);
            Assert.Equal(HealthStatus.Unhealthy, report.Status);
            Assert.Contains("away", report.Description, StringComparison.Ordinal);
            time.Advance(pause);
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30], pauses);

        // It succeeds, and sleeps until something is due: a minute at most.
        Assert.Equal(TimeSpan.FromMinutes(1), await time.NextTimerAsync());
        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(context, TestContext.Current.CancellationToken)).Status);

        // The next failure is a first one again.
        loop.IsFailing = true;
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromSeconds(1), await time.NextTimerAsync());
        await loop.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Loop_whose_due_work_others_have_locked_asks_again_more_and_more_slowly()
    {
        var time = new RecordingTimeProvider();
        var clock = new EngineClock(time);
        using var loop = new FailingLoop(new WakeUp(clock), clock, new EngineHealth()) { IsFailing = false, LockedSince = Engine.Start };
        await loop.StartAsync(TestContext.Current.CancellationToken);

        var pauses = new List<double>();
        for (var i = 0; i < 25; i++)
        {
            var pause = await time.NextTimerAsync();
            pauses.Add(pause.TotalMilliseconds);
            time.Advance(pause);
        }

        Assert.Equal([100, 150, 200], pauses[..3]);
        Assert.Equal(1000, pauses[^1]);
        await loop.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class FailingLoop(WakeUp wakeUp, EngineClock clock, EngineHealth health)
        : WorkLoop(wakeUp, TimeSpan.FromMinutes(1), clock, health, NullLogger.Instance)
    {
        public bool IsFailing { get; set; } = true;

        /// <summary>Gets or sets what is due, and cannot be had.</summary>
        public Instant? LockedSince { get; set; }

        protected override Task<bool> WorkAsync(CancellationToken cancellationToken) =>
            IsFailing ? Task.FromException<bool>(new IncidentStoreException("the store is away")) : Task.FromResult(false);

        protected override ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken) => ValueTask.FromResult(LockedSince);
    }

    /// <summary>Virtual time that tells how long each timer is to run.</summary>
    private sealed class RecordingTimeProvider() : FakeTimeProvider(Engine.Start.ToDateTimeOffset())
    {
        private readonly global::System.Threading.Channels.Channel<TimeSpan> _timers = global::System.Threading.Channels.Channel.CreateUnbounded<TimeSpan>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _timers.Writer.TryWrite(dueTime);
            return timer;
        }

        public Task<TimeSpan> NextTimerAsync() => _timers.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
