using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediMate.Incidents;

/// <summary>Gives the heartbeats: only while the engine's loops run and the store answers. One that hangs or fails holds nobody.</summary>
internal sealed class HeartbeatService : BackgroundService
{
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(10);

    private readonly List<(IEngineHeartbeat Heartbeat, Task Call)> _beats;
    private readonly IIncidentStore _store;
    private readonly EngineHealth _health;
    private readonly EngineClock _clock;
    private readonly IncidentResponseOptions _options;
    private readonly ILogger _logger;
    private string? _reported;

    public HeartbeatService(
        IEnumerable<IEngineHeartbeat> heartbeats,
        IIncidentStore store,
        EngineHealth health,
        EngineClock clock,
        IOptions<IncidentResponseOptions> options,
        ILogger<HeartbeatService> logger)
    {
        _beats = [.. heartbeats.Select(heartbeat => (heartbeat, Task.CompletedTask))];
        _store = store;
        _health = health;
        _clock = clock;
        _options = options.Value;
        _logger = logger;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            // Begun before the beat, so that what the store takes to answer moves no beat.
            var next = Task.Delay(_options.HeartbeatEvery, _clock.TimeProvider, stoppingToken);
            var problem = await FindProblemAsync(stoppingToken).ConfigureAwait(false);
            if (problem is null)
            {
                BeatAll(stoppingToken);
            }
            else if (problem != _reported && !stoppingToken.IsCancellationRequested)
            {
                EngineLog.NoHeartbeat(_logger, problem);
            }

            _reported = problem;
            await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Finds why the engine does not do its work.</summary>
    /// <returns>What is wrong; <see langword="null"/> when nothing is.</returns>
    private async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        if (_health.FindStopped(_clock.TimeProvider, _options.MaximumSleep + LongestRound) is { } loop)
        {
            return $"{loop} does not run";
        }

        try
        {
            await _store.NextDueAsync(cancellationToken).AsTask().WaitAsync(StoreTimeout, _clock.TimeProvider, cancellationToken).ConfigureAwait(false);
            return null;
        }
#pragma warning disable CA1031 // Whatever the store has: it does not answer.
        catch (Exception)
#pragma warning restore CA1031
        {
            return "the store does not answer";
        }
    }

    private void BeatAll(CancellationToken cancellationToken)
    {
        for (var i = 0; i < _beats.Count; i++)
        {
            var (heartbeat, call) = _beats[i];
            if (call.IsCompleted)
            {
                _beats[i] = (heartbeat, BeatAsync(heartbeat, cancellationToken));
            }
            else
            {
                EngineLog.HeartbeatHangs(_logger, NameOf(heartbeat));
            }
        }
    }

    private async Task BeatAsync(IEngineHeartbeat heartbeat, CancellationToken stoppingToken)
    {
        using var timeout = new CancellationTokenSource(_options.HeartbeatEvery, _clock.TimeProvider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, timeout.Token);
        try
        {
            // On a thread of its own: one that blocks holds no other.
            await Task.Run(() => heartbeat.BeatAsync(stop.Token).AsTask(), CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the host's code throws: the next beat is another try.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (!stoppingToken.IsCancellationRequested)
            {
                EngineLog.HeartbeatFailed(_logger, exception, NameOf(heartbeat));
            }
        }
    }

    private static string NameOf(IEngineHeartbeat heartbeat) => heartbeat.GetType().Name;
}
