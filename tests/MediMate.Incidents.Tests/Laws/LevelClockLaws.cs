using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>What holds for a clock however its level changes, and whenever what happened to it is told.</summary>
[Properties(MaxTest = 120, Arbitrary = [typeof(CalendarCases), typeof(LevelCases)])]
public sealed class LevelClockLaws
{
    [Property]
    public async Task Retarget_there_and_back_leaves_due_worked_and_remaining_as_they_were(CalendarCase given, LevelCase level)
    {
        await using var there = await StartAsync(given, level, ClockNames.Resolution);
        await using var stayed = await StartAsync(given, level, ClockNames.Resolution);
        var isPaused = false;
        var now = given.Start;
        foreach (var (planned, act) in level.Acts(given.Start).OrderBy(act => act.At))
        {
            // Nothing happens while the level is another one.
            var at = Instant.Max(planned, now);
            now = act == Act.Change ? at + level.Away : at;
            there.GoTo(at);
            stayed.GoTo(at);
            if (act == Act.Turn)
            {
                var isTaken = isPaused ? await stayed.ResumeAsync() : await stayed.PauseAsync();
                Assert.Equal(isTaken, isPaused ? await there.ResumeAsync() : await there.PauseAsync());
                isPaused ^= isTaken;
            }
            else if (act == Act.Change)
            {
                Assert.True(await there.ChangeLevelAsync("P3"));
                there.GoTo(now);
                stayed.GoTo(now);
                await there.TickAsync();
                await stayed.TickAsync();
                Assert.True(await there.ChangeLevelAsync("P2"));
            }

            await there.TickAsync();
            await stayed.TickAsync();
            var (one, other) = (await there.ExplainAsync(), await stayed.ExplainAsync());
            Assert.Equal((other.Clock.Due, other.Worked, other.Remaining, other.Clock.IsBreached), (one.Clock.Due, one.Worked, one.Remaining, one.Clock.IsBreached));
        }
    }

    [Property]
    public async Task Order_in_which_pauses_are_told_does_not_matter(CalendarCase given, LevelCase level, int seed)
    {
        var due = (await DueAsync(given, level));
        ImmutableArray<(Instant From, Instant To)> pauses =
        [
            .. level.Pauses.Select(pause => (From: given.Start + Duration.FromMinutes(pause.From), To: given.Start + Duration.FromMinutes(pause.From + pause.Length)))
                .Where(pause => pause.From <= due && pause.To <= given.Start + LevelCases.Longest),
        ];
        var shuffled = pauses.ToArray();
        new Random(seed).Shuffle(shuffled);

        var one = await ToldAsync(given, level, pauses);
        var other = await ToldAsync(given, level, [.. shuffled]);

        Assert.Equal(one, other);
    }

    [Property]
    public async Task Result_follows_from_instants_alone_whether_a_tick_came_between_and_whenever_they_were_told(CalendarCase given, LevelCase level)
    {
        var atOnce = await RunAsync(given, level, isTold: false, ticks: true);
        var withoutTicks = await RunAsync(given, level, isTold: false, ticks: false);
        var told = await RunAsync(given, level, isTold: true, ticks: false);
        var toldWithTicks = await RunAsync(given, level, isTold: true, ticks: true);

        Assert.Equal(atOnce, withoutTicks);
        Assert.Equal(atOnce, told);
        Assert.Equal(atOnce, toldWithTicks);
    }

    private static Task<LevelClock> StartAsync(CalendarCase given, LevelCase level, string clock, bool isOtherAlways = false) =>
        LevelClock.StartAsync(given, Duration.Max(given.Target, Duration.FromMinutes(1)), isOtherAlways ? level.Other : Duration.Min(level.Other, CalendarCases.Reachable(given.Definition)), clock, isOtherAlways);

    private static async Task<Instant> DueAsync(CalendarCase given, LevelCase level)
    {
        await using var clock = await StartAsync(given, level, ClockNames.Resolution);
        return (await clock.StateAsync()).Due;
    }

    private static async Task<string> ToldAsync(CalendarCase given, LevelCase level, ImmutableArray<(Instant From, Instant To)> pauses)
    {
        await using var clock = await StartAsync(given, level, ClockNames.Resolution);
        clock.GoTo(given.Start + LevelCases.Longest);
        await clock.TickAsync();
        foreach (var (from, to) in pauses)
        {
            Assert.True(await clock.PauseAsync(from));
            Assert.True(await clock.ResumeAsync(to));
        }

        await clock.TickAsync();
        var explained = await clock.ExplainAsync();
        return $"due {explained.Clock.Due}, worked {explained.Worked}, remaining {explained.Remaining}, breached {explained.Clock.IsBreached}";
    }

    /// <summary>Lets the level change and the clock be paused, and acknowledges: each at its time, or all but the level told in the end.</summary>
    private static async Task<string> RunAsync(CalendarCase given, LevelCase level, bool isTold, bool ticks)
    {
        await using var clock = await StartAsync(given, level, ClockNames.Response, isOtherAlways: true);
        var isPaused = false;
        var toTell = new List<(Instant At, Act Act)>();
        foreach (var (at, act) in level.Acts(given.Start).OrderBy(act => act.At).ThenBy(act => act.Act))
        {
            if (isTold && act is Act.Turn or Act.Stop)
            {
                toTell.Add((at, act));
                continue;
            }

            await GoAsync(at);
            isPaused = await ActAsync(act, told: null, isPaused);
        }

        await GoAsync(given.Start + LevelCases.Longest);
        foreach (var (at, act) in toTell)
        {
            isPaused = await ActAsync(act, at, isPaused);
        }

        var state = await clock.StateAsync();
        return $"{state.Instance} {state.Result} at {state.StoppedAt}, worked {state.Worked}";

        async Task GoAsync(Instant at)
        {
            while (ticks && (await clock.StateAsync()).NextDueAt is { } next && next < at)
            {
                clock.GoTo(next);
                await clock.TickAsync();
            }

            clock.GoTo(at);
        }

        async Task<bool> ActAsync(Act act, Instant? told, bool paused)
        {
            switch (act)
            {
                case Act.Stop:
                    Assert.True(await clock.AcknowledgeAsync(told));
                    return paused;
                case Act.Change:
                    Assert.True(await clock.ChangeLevelAsync("P3"));
                    return paused;
                default:
                    // One that has stopped or run out is not paused.
                    return (paused ? await clock.ResumeAsync(told) : await clock.PauseAsync(told)) ? !paused : paused;
            }
        }
    }
}

/// <summary>What happens to a clock; at one instant in this order.</summary>
public enum Act
{
    /// <summary>It stops.</summary>
    Stop,

    /// <summary>The level changes.</summary>
    Change,

    /// <summary>It is paused, or resumed.</summary>
    Turn,
}

/// <summary>When the level changes, how long it is another one, when the clock is paused and resumed, and when it stops; in minutes from its start.</summary>
public sealed record LevelCase(Duration Other, int Change, Duration Away, ImmutableArray<int> Turns, ImmutableArray<(int From, int Length)> Pauses, int Stop)
{
    public IEnumerable<(Instant At, Act Act)> Acts(Instant start) =>
    [
        (start + Duration.FromMinutes(Change), Act.Change),
        .. Turns.Select(minute => (start + Duration.FromMinutes(minute), Act.Turn)),
        (start + Duration.FromMinutes(Stop), Act.Stop),
    ];

    public override string ToString() =>
        $"other {Other} change {Change} away {Away} turns {string.Join(' ', Turns)} pauses {string.Join(' ', Pauses)} stop {Stop}";
}

/// <summary>Makes such cases, all within the time in which something may be told late.</summary>
public static class LevelCases
{
    private const int Minutes = 60 * 24 * 6;

    public static Duration Longest { get; } = Duration.FromDays(6);

    public static Arbitrary<LevelCase> Case()
    {
        var minute = Gen.Frequency((1, Gen.Choose(0, 90)), (1, Gen.Choose(0, 60 * 24)), (1, Gen.Choose(0, Minutes)), (1, from hour in Gen.Choose(0, 30) select hour * 60));
        return Arb.From(
            from other in Gen.OneOf(Gen.Choose(1, 600), Gen.Choose(1, 60 * 100))
            from change in minute
            from away in Gen.Choose(0, 600)
            from turns in Gen.Choose(0, 5).SelectMany(count => Gen.ArrayOf(minute, count))
            from pauses in Gen.Choose(0, 4).SelectMany(count => Gen.ArrayOf(from at in minute from length in Gen.Choose(0, 600) select (at, length), count))
            from stop in minute
            select new LevelCase(Duration.FromMinutes(other), change, Duration.FromMinutes(away), [.. turns], [.. pauses], stop));
    }
}
