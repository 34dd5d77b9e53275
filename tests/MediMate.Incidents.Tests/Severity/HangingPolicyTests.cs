using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MediMate.Incidents.Tests.Severity;

/// <summary>A policy that hangs costs its time-out once, and no incident.</summary>
public sealed class HangingPolicyTests
{
    private static readonly TimeSpan PolicyTimeout = new IncidentResponseOptions().PolicyTimeout;
    private readonly TimeWithTimers _time = new();

    [Fact]
    public async Task Policy_that_hangs_is_recorded_and_ignored_and_not_asked_again_until_it_has_answered()
    {
        using var hanging = new HangingPolicy();
        var after = new CountingPolicy();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddIncidentResponse()
            .UsePlaybook(TestPlaybooks.Example)
            .AddSeverityPolicy(hanging)
            .AddSeverityPolicy(after)
            .AddNotificationChannel("sms", new MemoryChannel());
        await using var provider = services.BuildServiceProvider();
        var incidents = provider.GetRequiredService<IIncidentResponse>();

        var first = await DeclareAsync(incidents, hanging);
        var second = await incidents.SignalAsync(new Signal { Key = "K2", Summary = "something odd" }, TestContext.Current.CancellationToken);
        hanging.Release();
        var third = await WhenAskedAgainAsync(incidents);

        Assert.Equal(("P0", "failed: it did not answer within 2 s"), (first.Severity.Level, Opinion(first)));
        Assert.Equal(("P0", "failed: it still owes the answer to an earlier question"), (second.Incident!.Severity.Level, Opinion(second.Incident)));
        Assert.Equal("it took its time", Opinion(third));
        Assert.True(after.Asked >= 3, $"asked {after.Asked} times");
    }

    private static string Opinion(Incident incident) => incident.Severity.Opinions.Single(opinion => opinion.Policy == nameof(HangingPolicy)).Reason;

    /// <summary>Declares, and lets the time-out of the policy pass once it hangs and is waited for: not sooner, and only once.</summary>
    private async Task<Incident> DeclareAsync(IIncidentResponse incidents, HangingPolicy hanging)
    {
        var declaring = incidents.SignalAsync(new Signal { Key = "K1", Summary = "something odd" }, TestContext.Current.CancellationToken).AsTask();
        await Task.WhenAll(hanging.Asked, _time.IsWaitedFor);
        _time.Advance(PolicyTimeout);
        return (await declaring).Incident!;
    }

    /// <summary>Declares until the policy is asked again: its late answer has to come back first.</summary>
    private static async Task<Incident> WhenAskedAgainAsync(IIncidentResponse incidents)
    {
        while (true)
        {
            var declared = await incidents.SignalAsync(new Signal { Summary = "something odd" }, TestContext.Current.CancellationToken);
            if (!Opinion(declared.Incident!).Contains("still owes", StringComparison.Ordinal))
            {
                return declared.Incident!;
            }

            await Task.Yield();
        }
    }

    private sealed class HangingPolicy : ISeverityPolicy, IDisposable
    {
        private readonly ManualResetEventSlim _released = new();
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public void Release() => _released.Set();

        public SeverityOpinion? Assess(SeverityContext context)
        {
            _asked.TrySetResult();
            _released.Wait();
            return new SeverityOpinion { Level = "P3", Reason = "it took its time" };
        }

        public void Dispose() => _released.Dispose();
    }

    private sealed class CountingPolicy : ISeverityPolicy
    {
        private int _asked;

        public int Asked => _asked;

        public SeverityOpinion? Assess(SeverityContext context)
        {
            Interlocked.Increment(ref _asked);
            return new SeverityOpinion { Level = "P0", Reason = "because" };
        }
    }

    /// <summary>Virtual time that tells when somebody waits for a policy.</summary>
    private sealed class TimeWithTimers() : FakeTimeProvider(Engine.Start.ToDateTimeOffset())
    {
        private readonly TaskCompletionSource _isWaitedFor = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsWaitedFor => _isWaitedFor.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime == PolicyTimeout)
            {
                _isWaitedFor.TrySetResult();
            }

            return timer;
        }
    }
}
