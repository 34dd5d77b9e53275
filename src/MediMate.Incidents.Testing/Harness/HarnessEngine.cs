using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>One run of the engine, from its start to its stop. Nothing in it moves by itself.</summary>
internal sealed class HarnessEngine
{
    private readonly SteppedTimeProvider _time;
    private readonly HarnessChannels _channels;
    private readonly IncidentResponse _engine;
    private readonly OutboxDispatcher _dispatcher;
    private readonly IncidentResponseOptions _options;

    public HarnessEngine(IServiceProvider services, SteppedTimeProvider time, HarnessChannels channels)
    {
        _time = time;
        _channels = channels;
        _engine = services.GetRequiredService<IncidentResponse>();
        _dispatcher = services.GetRequiredService<OutboxDispatcher>();
        _options = services.GetRequiredService<IOptions<IncidentResponseOptions>>().Value;
        Store = services.GetRequiredService<IIncidentStore>();
    }

    public IIncidentResponse Incidents => _engine;

    public IIncidentStore Store { get; }

    /// <summary>Gets when the first message on its way runs out of time.</summary>
    public Instant? NextTimeoutAt => _dispatcher.NextTimeoutAt;

    /// <summary>Finds what makes the engine unhealthy, as its health check would say.</summary>
    /// <returns><see langword="null"/> while it is healthy.</returns>
    public async ValueTask<string?> FindProblemAsync(Instant now, CancellationToken cancellationToken)
    {
        var health = await Store.ReadHealthAsync(now, cancellationToken).ConfigureAwait(false);
        return HealthRules.Find(health, now, _options).FirstOrDefault(problem => problem.IsUnhealthy)?.Text;
    }

    /// <summary>Does what is due now: deadlines, then look-ups and sending, until nothing more is. Only calls that hang are left.</summary>
    public async ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        bool worked;
        do
        {
            worked = false;
            while (await _engine.TickDueAsync(cancellationToken).ConfigureAwait(false) > 0)
            {
                worked = true;
            }

            while (_time.FireNext())
            {
                worked = true;
                await WaitForRowsAsync(cancellationToken).ConfigureAwait(false);
            }

            worked |= await _dispatcher.BeginDueAsync(cancellationToken).ConfigureAwait(false) > 0;
            await WaitForRowsAsync(cancellationToken).ConfigureAwait(false);
        }
        while (worked);
    }

    /// <summary>Waits for the rows that are on their way, but not for calls that are known to hang.</summary>
    private async ValueTask WaitForRowsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before the look at the rows: a call that begins to hang in between wakes us.
            var nextHang = _channels.NextHang;
            var waiting = _dispatcher.OnTheirWay.Where(row => !_channels.IsHanging(row.MessageKey)).Select(row => row.Work).ToList();
            if (waiting.Count == 0)
            {
                return;
            }

            await Task.WhenAny(Task.WhenAll(waiting), nextHang).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
