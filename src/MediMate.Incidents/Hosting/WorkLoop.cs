using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A hosted loop: does what is due, sleeps until the next is, at most a minute. A failure never ends it.</summary>
internal abstract class WorkLoop(WakeUp wakeUp, TimeSpan maximumSleep, EngineClock clock, EngineHealth health, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan AfterFirstFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhileLocked = TimeSpan.FromMilliseconds(50);
    private const int MostMissed = 20;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Does what is due.</summary>
    /// <returns>Whether anything was.</returns>
    protected abstract Task<bool> WorkAsync(CancellationToken cancellationToken);

    protected abstract ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken);

    /// <summary>Says that the loop is at work: a round can be long.</summary>
    protected void IsAtWork() => health.IsAtWork(GetType().Name, clock.TimeProvider);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start does not wait for the first round.
        IsAtWork();
        await Task.Yield();
        var pause = AfterFirstFailure;
        var missed = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var worked = await WorkAsync(stoppingToken).ConfigureAwait(false);
                health.Succeeded(GetType().Name);
                IsAtWork();
                pause = AfterFirstFailure;
                var slept = await wakeUp.SleepAsync(NextDueAsync, maximumSleep, stoppingToken).ConfigureAwait(false);

                // Due, and still not to be had: somebody has locked it. Asking without a pause would only keep the database from him.
                missed = worked || slept ? 0 : missed + 1;
                if (missed > 1)
                {
                    await Task.Delay(WhileLocked * Math.Min(missed, MostMissed), clock.TimeProvider, stoppingToken).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever goes wrong, for instance a store that is away: the loop tries again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                health.Failed(GetType().Name, exception);
                EngineLog.RoundFailed(logger, exception, GetType().Name);
                await Task.Delay(pause, clock.TimeProvider, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

                // A database that comes back is found soon; one that stays away is not asked without end.
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}
