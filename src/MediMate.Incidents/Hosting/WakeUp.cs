using NodaTime;

namespace MediMate.Incidents;

/// <summary>Lets a loop sleep until something is due, and a commit wake it when something is due earlier.</summary>
internal sealed class WakeUp(EngineClock clock)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Instant _sleepsUntil = Instant.MaxValue;

    /// <summary>Wakes the sleeper if this is due before it would wake by itself.</summary>
    public void Notify(Instant dueAt)
    {
        lock (_gate)
        {
            if (dueAt < _sleepsUntil)
            {
                _sleepsUntil = dueAt;
                _woken.TrySetResult();
            }
        }
    }

    /// <summary>Sleeps until an instant, at most for a while, unless woken.</summary>
    /// <returns><see langword="false"/> when something is due already, so that there was no sleep.</returns>
    public async Task<bool> SleepAsync(Func<CancellationToken, ValueTask<Instant?>> nextDue, TimeSpan atMost, CancellationToken cancellationToken)
    {
        Task woken;
        lock (_gate)
        {
            // From here on every commit counts: one that comes while we ask the store below is not missed.
            _woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _sleepsUntil = Instant.MaxValue;
            woken = _woken.Task;
        }

        var next = await nextDue(cancellationToken).ConfigureAwait(false);
        var now = clock.Now;
        var sleep = next is { } due ? TimeSpan.FromTicks(Math.Clamp((due - now).BclCompatibleTicks, 0, atMost.Ticks)) : atMost;
        lock (_gate)
        {
            if (woken.IsCompleted)
            {
                return true;
            }

            if (sleep <= TimeSpan.Zero)
            {
                return false;
            }

            _sleepsUntil = now + Duration.FromTimeSpan(sleep);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(woken, Task.Delay(sleep, clock.TimeProvider, stop.Token)).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }
}
