using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>The same answers by walking from day to day: slow, and written apart from the calendar.</summary>
internal sealed class WindowWalk(CalendarDefinition definition, string zone)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[zone];

    public Duration Worked(Instant from, Instant to) =>
        Openings(from, to).Aggregate(Duration.Zero, (sum, opening) => sum + opening.Duration);

    public Instant Due(Instant start, Duration target)
    {
        var left = target;
        for (var from = start; left > Duration.Zero; from += Duration.FromDays(7))
        {
            foreach (var opening in Openings(from, from + Duration.FromDays(7)))
            {
                if (opening.Duration >= left)
                {
                    return opening.Start + left;
                }

                left -= opening.Duration;
            }
        }

        return start;
    }

    public ImmutableArray<Interval> Openings(Instant from, Instant to)
    {
        var found = new List<(Instant Start, Instant End)>();
        for (var date = from.InZone(_zone).Date.PlusDays(-3); date <= to.InZone(_zone).Date.PlusDays(3); date = date.PlusDays(1))
        {
            var weekly = definition.ClosedDates.Contains(date) ? [] : definition.Windows.Where(window => window.Day == date.DayOfWeek);
            var hours = weekly.Select(window => (window.Opens, window.Closes))
                .Concat(definition.ExtraWindows.Where(extra => extra.Date == date).Select(extra => (extra.Opens, extra.Closes)));
            foreach (var (opens, closes) in hours)
            {
                var start = Earlier(date.At(opens));
                var end = Later((closes > opens ? date : date.PlusDays(1)).At(closes));
                (start, end) = (Instant.Max(start, from), Instant.Min(end, to));
                if (start < end)
                {
                    found.Add((start, end));
                }
            }
        }

        return [.. Merge(found)];
    }

    private static IEnumerable<Interval> Merge(List<(Instant Start, Instant End)> openings)
    {
        var left = openings.Order().ToList();
        while (left.Count > 0)
        {
            var (start, end) = left[0];
            while (left.Exists(other => other.Start <= end && other.End > end))
            {
                end = left.First(other => other.Start <= end && other.End > end).End;
            }

            left.RemoveAll(other => other.Start <= end);
            yield return new Interval(start, end);
        }
    }

    // The first instant at which the local clock shows this time or a later one, having shown an earlier one.
    private Instant Earlier(LocalDateTime local) => _zone.MapLocal(local) switch
    {
        { Count: 0 } gap => gap.EarlyInterval.End,
        { Count: 2 } overlap => local.WithOffset(overlap.EarlyInterval.WallOffset).ToInstant(),
        var single => single.Single().ToInstant(),
    };

    private Instant Later(LocalDateTime local) => _zone.MapLocal(local) switch
    {
        { Count: 0 } gap => gap.EarlyInterval.End,
        { Count: 2 } overlap => local.WithOffset(overlap.LateInterval.WallOffset).ToInstant(),
        var single => single.Single().ToInstant(),
    };
}
