using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediMate.Incidents;

/// <summary>Writes checkpoints while the host runs, and a last one when it stops.</summary>
internal sealed class CheckpointService(
    RelationalIncidentStore store, TimeProvider timeProvider, EngineHealth health, ILogger<CheckpointService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start does not wait for the first round.
        await Task.Yield();
        if (!store.SignsCheckpoints)
        {
            EngineLog.CheckpointsNotSigned(logger);
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(store.CheckpointEvery, timeProvider, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Once more when the host stops: what comes after is then covered from the next start on.
            await CheckpointAsync().ConfigureAwait(false);
        }
    }

    private async Task CheckpointAsync()
    {
        try
        {
            while (await store.CheckpointAsync(CancellationToken.None).ConfigureAwait(false) is not null)
            {
            }

            health.Succeeded(nameof(CheckpointService));
        }
#pragma warning disable CA1031 // Whatever goes wrong, for instance a store that is away: the next round covers what this one did not.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            health.Failed(nameof(CheckpointService), exception);
            EngineLog.RoundFailed(logger, exception, nameof(CheckpointService));
        }
    }
}
