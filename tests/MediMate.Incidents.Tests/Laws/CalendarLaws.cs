using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MediMate.Incidents.Tests.Clocks;
using NodaTime;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>What holds for any calendar in any zone. FsCheck prints the seed of a failure by itself.</summary>
public sealed class CalendarLaws
{
    private const int Cases = 400;

    [Property(MaxTest = Cases, Arbitrary = [typeof(CalendarCases)])]
    public void Worked_time_is_additive_over_adjacent_spans(CalendarCase given)
    {
        var calendar = given.Calendar;
        var middle = given.Start + given.Span / 3;
        var end = given.Start + given.Span;

        Assert.Equal(calendar.Worked(given.Start, end), calendar.Worked(given.Start, middle) + calendar.Worked(middle, end));
        Assert.Equal(Duration.Zero, calendar.Worked(middle, middle));
        Assert.InRange(calendar.Worked(given.Start, end), Duration.Zero, given.Span);
    }

    [Property(MaxTest = Cases, Arbitrary = [typeof(CalendarCases)])]
    public void Due_is_the_earliest_instant_by_which_the_target_was_worked(CalendarCase given)
    {
        var calendar = given.Calendar;

        var due = calendar.Due(given.Start, given.Target)!.Value;

        Assert.Equal(given.Target, calendar.Worked(given.Start, due));
        if (given.Target > Duration.Zero)
        {
            Assert.True(calendar.Worked(given.Start, due - Duration.FromTicks(1)) < given.Target);
        }
    }

    [Property(MaxTest = Cases, Arbitrary = [typeof(CalendarCases)])]
    public void Due_of_what_was_worked_is_never_later_than_when_it_was_worked(CalendarCase given)
    {
        var calendar = given.Calendar;
        var end = given.Start + given.Span;

        var due = calendar.Due(given.Start, calendar.Worked(given.Start, end))!.Value;

        Assert.True(due <= end);
        Assert.Equal(Duration.Zero, calendar.Worked(due, end));
    }

    [Property(MaxTest = Cases, Arbitrary = [typeof(CalendarCases)])]
    public void Answers_are_those_of_walking_the_windows_one_by_one(CalendarCase given)
    {
        var calendar = given.Calendar;
        var walk = new WindowWalk(given.Definition, given.Zone);
        var end = given.Start + given.Span;

        Assert.Equal(walk.Worked(given.Start, end), calendar.Worked(given.Start, end));
        Assert.Equal(walk.Due(given.Start, given.Target), calendar.Due(given.Start, given.Target));
        Assert.Equal(walk.Openings(given.Start, end), calendar.OpenBetween(given.Start, end));
    }

    [Property(MaxTest = Cases, Arbitrary = [typeof(CalendarCases)])]
    public void Openings_say_when_it_is_open(CalendarCase given)
    {
        var calendar = given.Calendar;
        var at = given.Start + given.Span / 2;

        // An instant at the very end of a span lies in none of its openings.
        var end = given.Start + given.Span + Duration.FromMinutes(1);
        var openings = calendar.OpenBetween(given.Start, end);

        Assert.Equal(openings.Any(opening => opening.Contains(at)), calendar.IsOpenAt(at));
        Assert.Equal(calendar.Worked(given.Start, end), openings.Aggregate(Duration.Zero, (sum, opening) => sum + opening.Duration));
        var next = calendar.NextOpening(at)!.Value;
        Assert.True(next >= at && calendar.IsOpenAt(next) && calendar.Worked(at, next) == Duration.Zero);
    }
}
