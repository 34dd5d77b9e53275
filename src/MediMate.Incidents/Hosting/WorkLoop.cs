using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A hosted loop: does what is due, sleeps until the next is, at most a minute. A failure never ends it.</summary>
internal abstract class WorkLoop(WakeUp wakeUp, TimeSpan maximumSleep, EngineClock clock, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    protected abstract Task WorkAsync(CancellationToken cancellationToken);

    protected abstract ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start does not wait for the first round.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken).ConfigureAwait(false);
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
                EngineLog.RoundFailed(logger, exception, GetType().Name);
                await Task.Delay(AfterFailure, clock.TimeProvider, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
