using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The dispatcher: begins look-ups and messages that are due. They go on by themselves: no slow channel holds another.</summary>
internal sealed class OutboxService(
    OutboxDispatcher dispatcher, IncidentResponse engine, IIncidentStore store, EngineClock clock, IOptions<IncidentResponseOptions> options, EngineHealth health, ILogger<OutboxService> logger)
    : WorkLoop(engine.OutboxWakeUp, options.Value.MaximumSleep, clock, health, logger)
{
    /// <summary>Stops taking up rows, and waits for those on their way as long as the host allows: what they came to is recorded.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await dispatcher.WhenIdleAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        var worked = false;
        while (await dispatcher.BeginDueAsync(cancellationToken).ConfigureAwait(false) > 0)
        {
            worked = true;
            IsAtWork();
        }

        return worked;
    }

    protected override ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken) =>
        store.NextOutboxDueAsync(dispatcher.FullChannels, cancellationToken);
}
