using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Counts what a clock has worked, and when it will have worked its target: from the instants that its state keeps, and from nothing else.</summary>
/// <remarks>Each span counts under the calendar that was in force when it elapsed. Pauses may have been told in any order, and may overlap.</remarks>
internal static class ClockCounting
{
    /// <summary>Computes the time counted up to an instant; pauses do not count.</summary>
    public static Duration Worked(ClockState clock, CalendarSet calendars, Instant until)
    {
        if (clock.Result is not (null or ClockResult.Cancelled))
        {
            return clock.Worked;
        }

        var worked = Duration.Zero;
        foreach (var span in Spans(clock, until))
        {
            worked += calendars.Find(span.Calendar).Worked(span.From, span.Until);
        }

        return worked;
    }

    /// <summary>Computes when a part of the target is worked. While the clock is paused: when it would be, without that pause.</summary>
    public static Instant Reach(ClockState clock, CalendarSet calendars, Duration part)
    {
        var counted = clock.PausedAt is null ? clock : clock with { Pauses = clock.Pauses.RemoveAll(pause => pause.Until is null) };
        return Reach(Spans(counted, Instant.MaxValue), calendars, part)
            ?? throw new InvalidOperationException($"The clock {clock.Name} counts until {clock.Due}, and no longer.");
    }

    /// <summary>Computes when the target of an earlier term ran out.</summary>
    /// <returns><see langword="null"/> when it did not within its term.</returns>
    public static Instant? ReachedWithin(ClockState clock, CalendarSet calendars, ClockTerm term) =>
        Reach(Spans(clock, term.Until), calendars, term.Target);

    /// <summary>Lists the times during which a clock counted, up to an instant, with what each counted.</summary>
    public static ImmutableArray<ClockSpan> Explain(ClockState clock, CalendarSet calendars, Instant until) =>
        [.. Spans(clock, until).Select(span => span with { Worked = calendars.Find(span.Calendar).Worked(span.From, span.Until) })];

    /// <summary>Lists the times during which a clock counted: its terms, without the pauses.</summary>
    public static IEnumerable<ClockSpan> Spans(ClockState clock, Instant until)
    {
        if (clock.Pauses.IsEmpty && clock.Earlier.IsEmpty)
        {
            return until > clock.StartedAt ? [Span(clock.StartedAt, until, clock.Calendar)] : [];
        }

        return Terms(clock, until).SelectMany(term => WithoutPauses(clock, term));
    }

    private static IEnumerable<ClockSpan> Terms(ClockState clock, Instant until)
    {
        var from = clock.StartedAt;
        foreach (var term in clock.Earlier)
        {
            if (from < Instant.Min(term.Until, until))
            {
                yield return Span(from, Instant.Min(term.Until, until), term.Calendar);
            }

            from = Instant.Max(from, term.Until);
        }

        if (from < until)
        {
            yield return Span(from, until, clock.Calendar);
        }
    }

    private static IEnumerable<ClockSpan> WithoutPauses(ClockState clock, ClockSpan term)
    {
        var from = term.From;
        foreach (var pause in clock.Pauses.OrderBy(pause => pause.From))
        {
            if (pause.From > from && from < term.Until)
            {
                yield return Span(from, Instant.Min(pause.From, term.Until), term.Calendar);
            }

            from = Instant.Max(from, pause.Until ?? Instant.MaxValue);
        }

        if (from < term.Until)
        {
            yield return Span(from, term.Until, term.Calendar);
        }
    }

    private static ClockSpan Span(Instant from, Instant until, string? calendar) =>
        new() { From = from, Until = until, Calendar = calendar, Worked = Duration.Zero };

    private static Instant? Reach(IEnumerable<ClockSpan> spans, CalendarSet calendars, Duration needed)
    {
        foreach (var span in spans)
        {
            var calendar = calendars.Find(span.Calendar);
            if (span.Until == Instant.MaxValue)
            {
                return CompiledClock.Reach(calendar, span.From, needed);
            }

            // What would be reached at the very instant of a pause or of another target is not: both come before the evaluation.
            var worked = calendar.Worked(span.From, span.Until);
            if (worked >= needed && CompiledClock.Reach(calendar, span.From, needed) is var reached && reached < span.Until)
            {
                return reached;
            }

            needed -= worked;
        }

        return null;
    }
}
