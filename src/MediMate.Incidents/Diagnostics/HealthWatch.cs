using Microsoft.Extensions.Logging;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>How the store's work stood when it was last looked at: what instruments show that may not wait for a database.</summary>
internal sealed class HealthWatch(IIncidentStore store, EngineClock clock, ILogger<HealthWatch> logger)
{
    private static readonly Duration LookEvery = Duration.FromSeconds(30);

    private Look? _look;

    /// <summary>Gets how it stood.</summary>
    /// <value><see langword="null"/> before the first look.</value>
    public StoreHealth? Last => Volatile.Read(ref _look)?.Health;

    public Duration OutboxAge => AgeOf(Last?.OldestOutboxDueAt);

    public Duration DeadlineAge => AgeOf(Last?.OldestDueAt);

    /// <summary>Looks again, where the last look is old. One that fails is only missing.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;

        // A clock that was set back does not end the looking.
        if (Volatile.Read(ref _look) is { } last && now >= last.At && now - last.At < LookEvery)
        {
            return;
        }

        try
        {
            Volatile.Write(ref _look, new Look(await store.ReadHealthAsync(now, cancellationToken).ConfigureAwait(false), now));
        }
        catch (IncidentStoreException exception)
        {
            EngineLog.HealthNotRead(logger, exception);
        }
    }

    private Duration AgeOf(Instant? due) => due is { } instant && clock.Now > instant ? clock.Now - instant : Duration.Zero;

    private sealed class Look(StoreHealth health, Instant at)
    {
        public StoreHealth Health { get; } = health;

        public Instant At { get; } = at;
    }
}
