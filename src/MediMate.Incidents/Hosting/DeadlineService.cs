using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The scheduler: ticks incidents that are due.</summary>
internal sealed class DeadlineService(
    IncidentResponse engine, IIncidentStore store, EngineClock clock, IOptions<IncidentResponseOptions> options, EngineHealth health, ILogger<DeadlineService> logger)
    : WorkLoop(engine.DeadlineWakeUp, options.Value.MaximumSleep, clock, health, logger)
{
    protected override async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        var worked = false;
        while (await engine.TickDueAsync(cancellationToken).ConfigureAwait(false) > 0)
        {
            worked = true;
            IsAtWork();
        }

        return worked;
    }

    protected override ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken) => store.NextDueAsync(cancellationToken);
}
