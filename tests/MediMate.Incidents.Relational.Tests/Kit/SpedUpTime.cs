namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A clock that runs faster than others. Processes that know its origin agree on it, one after another or side by side.</summary>
internal sealed class SpedUpTime(DateTimeOffset origin) : TimeProvider
{
    /// <summary>How many seconds pass in one: a minute's lease ends after a second.</summary>
    public const int Speed = 60;

    public override DateTimeOffset GetUtcNow() => origin + ((System.GetUtcNow() - origin) * Speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Real(dueTime), Real(period));

    /// <summary>Rounded up to what a timer can do: one that comes too early comes for nothing. What is no time, or no end of time, stays so.</summary>
    private static TimeSpan Real(TimeSpan time) =>
        time <= TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / Speed));
}
