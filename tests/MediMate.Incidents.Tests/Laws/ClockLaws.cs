using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>What holds for a clock whatever its calendar and however often it is paused. FsCheck prints the seed of a failure by itself.</summary>
public sealed class ClockLaws
{
    private const int Cases = 120;
    private static readonly Duration Microsecond = Duration.FromTicks(10);

    [Property(MaxTest = Cases, Arbitrary = [typeof(CalendarCases), typeof(PauseCases)])]
    public async Task Worked_time_with_pauses_is_additive_and_is_that_of_walking_the_windows(CalendarCase given, PauseCase pauses)
    {
        await using var clock = await ClockUnderTest.StartAsync(given, pauses);
        var walk = new WindowWalk(given.Definition, given.Zone);
        var sum = Duration.Zero;
        var from = given.Start;
        foreach (var at in clock.Turns)
        {
            var isPaused = clock.IsPaused;
            clock.GoTo(at);
            sum += isPaused ? Duration.Zero : walk.Worked(from, at);

            Assert.Equal(sum, (await clock.ExplainAsync()).Worked);
            from = at;
            await clock.TurnAsync();
            Assert.Equal(sum, (await clock.ExplainAsync()).Worked);
        }
    }

    [Property(MaxTest = Cases, Arbitrary = [typeof(CalendarCases), typeof(PauseCases)])]
    public async Task Due_is_the_earliest_instant_by_which_the_target_was_worked_pauses_left_out(CalendarCase given, PauseCase pauses)
    {
        await using var clock = await ClockUnderTest.StartAsync(given, pauses);
        foreach (var at in clock.Turns)
        {
            clock.GoTo(at);
            await clock.TurnAsync();
        }

        if (clock.IsPaused)
        {
            await clock.TurnAsync();
        }

        var due = (await clock.ExplainAsync()).Clock.Due;
        if (due <= clock.Now)
        {
            // It ran out before the last turn: then no more can have been worked than that.
            Assert.True((await clock.ExplainAsync()).Worked >= clock.Target);
            return;
        }

        clock.GoTo(due - Microsecond);
        Assert.Equal(clock.Target - (await clock.ExplainAsync()).Worked, (await clock.ExplainAsync()).Remaining);
        Assert.True((await clock.ExplainAsync()).Worked < clock.Target);
        clock.GoTo(due);
        Assert.Equal(clock.Target, (await clock.ExplainAsync()).Worked);
    }
}

/// <summary>When a clock is paused and resumed in turn, in minutes from one time to the next.</summary>
public sealed record PauseCase(ImmutableArray<int> Minutes)
{
    public override string ToString() => string.Join(' ', Minutes);
}

/// <summary>Makes pauses of any length, some of none at all.</summary>
public static class PauseCases
{
    public static Arbitrary<PauseCase> Case() => Arb.From(
        from count in Gen.Choose(0, 6)
        from minutes in Gen.ArrayOf(Gen.Frequency((1, Gen.Constant(0)), (5, Gen.Choose(1, 600)), (3, Gen.Choose(1, 60 * 24 * 5))), count)
        select new PauseCase([.. minutes]));
}
