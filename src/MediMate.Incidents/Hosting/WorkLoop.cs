using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A hosted loop: does what is due, sleeps until the next is, at most a minute. A failure never ends it.</summary>
internal abstract class WorkLoop(WakeUp wakeUp, TimeSpan maximumSleep, EngineClock clock, EngineHealth health, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan AfterFirstFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    protected abstract Task WorkAsync(CancellationToken cancellationToken);

    protected abstract ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start does not wait for the first round.
        await Task.Yield();
        var pause = AfterFirstFailure;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken).ConfigureAwait(false);
                health.Succeeded(GetType().Name);
                pause = AfterFirstFailure;
                await wakeUp.SleepAsync(NextDueAsync, maximumSleep, stoppingToken).ConfigureAwait(false);
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
