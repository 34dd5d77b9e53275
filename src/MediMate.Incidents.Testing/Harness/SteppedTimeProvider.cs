using Microsoft.Extensions.Time.Testing;

namespace MediMate.Incidents.Testing;

/// <summary>
/// Virtual time whose timers do not fire by themselves: the harness fires them one by one, so that what follows from one is done before the next.
/// </summary>
internal sealed class SteppedTimeProvider(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Action, long> _elapsed = new();
    private long _timers;
    private int _generation;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var number = Interlocked.Increment(ref _timers);
        var generation = Volatile.Read(ref _generation);
        return base.CreateTimer(_ => Elapse(() => callback(state), number, generation), state: null, dueTime, period);
    }

    /// <summary>Fires the oldest timer that has elapsed.</summary>
    /// <returns><see langword="false"/> when none has.</returns>
    public bool FireNext()
    {
        Action? fire;
        lock (_gate)
        {
            if (!_elapsed.TryDequeue(out fire, out _))
            {
                return false;
            }
        }

        fire();
        return true;
    }

    /// <summary>Forgets all timers there are: the process that made them is gone.</summary>
    public void ForgetTimers()
    {
        lock (_gate)
        {
            _generation++;
            _elapsed.Clear();
        }
    }

    private void Elapse(Action fire, long number, int generation)
    {
        lock (_gate)
        {
            if (generation == _generation)
            {
                _elapsed.Enqueue(fire, number);
            }
        }
    }
}
