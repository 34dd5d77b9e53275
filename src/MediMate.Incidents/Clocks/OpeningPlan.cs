using System.Collections.Frozen;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Turns the local hours of a calendar into instants, for whole years.</summary>
internal sealed class OpeningPlan
{
    public const int DaysOf100Years = 36_525;
    public const long TicksOf100Years = DaysOf100Years * NodaConstants.TicksPerDay;

    // NodaTime's calendar ends with the year 9999; windows may reach into the day after.
    private const int FirstYear = -9_997;
    private const int LastYear = 9_998;

    // Openings of the days around the range reach into it: overnight windows, zones of up to a day from UTC, and clocks put back.
    private const int Margin = 3;

    // What lies further apart is not computed for the sake of one range.
    private const int YearsToJoin = 100;

    private static readonly long Earliest = StartOf(FirstYear);
    private static readonly long Latest = StartOf(LastYear);

    private readonly DateTimeZone _zone;
    private readonly ILookup<IsoDayOfWeek, WeeklyWindow> _windows;
    private readonly ILookup<LocalDate, ExtraWindow> _extras;
    private readonly FrozenSet<LocalDate> _closed;

    public OpeningPlan(CalendarDefinition definition, DateTimeZone zone)
    {
        _zone = zone;
        _windows = definition.Windows.ToLookup(window => window.Day);
        _extras = definition.ExtraWindows.ToLookup(window => window.Date);
        _closed = definition.ClosedDates.ToFrozenSet();
    }

    public static long Clamp(long ticks) => Math.Clamp(ticks, Earliest, Latest);

    /// <summary>Computes the openings of the years around a span, and of the range that is known already if it is near.</summary>
    public Openings Materialise(Openings? known, long from, long to)
    {
        var (first, last) = (YearOf(Clamp(from)), YearOf(Clamp(to)));
        if (known is not null && Math.Abs(first - YearOf(known.From)) < YearsToJoin)
        {
            (first, last) = (Math.Min(first, YearOf(known.From)), Math.Max(last, YearOf(known.To)));
        }

        // Two years ahead: most targets are reached without another go.
        return Materialise(Math.Max(first - 1, FirstYear), Math.Min(Math.Max(last + 2, first + 3), LastYear));
    }

    /// <summary>Doubles the range towards later years.</summary>
    public Openings Wider(Openings known)
    {
        var first = YearOf(known.From);
        var last = YearOf(known.To);
        return Materialise(first, Math.Min(last + Math.Max(last - first, 1), LastYear));
    }

    private static long StartOf(int year) => Instant.FromUtc(year, 1, 1, 0, 0).ToUnixTimeTicks();

    private static int YearOf(long ticks) => Instant.FromUnixTimeTicks(ticks).InUtc().Year;

    private Openings Materialise(int firstYear, int lastYear)
    {
        var (from, to) = (StartOf(firstYear), StartOf(lastYear));
        var openings = new List<(long Start, long End)>();
        var end = new LocalDate(lastYear, 1, 1).PlusDays(Margin);
        for (var date = new LocalDate(firstYear, 1, 1).PlusDays(-Margin); date <= end; date = date.PlusDays(1))
        {
            if (!_closed.Contains(date))
            {
                foreach (var window in _windows[date.DayOfWeek])
                {
                    Add(openings, date, window.Opens, window.Closes, from, to);
                }
            }

            foreach (var window in _extras[date])
            {
                Add(openings, date, window.Opens, window.Closes, from, to);
            }
        }

        return new Openings(from, to, Merge(openings));
    }

    private void Add(List<(long Start, long End)> openings, LocalDate date, LocalTime opens, LocalTime closes, long from, long to)
    {
        var start = Opening(date + opens);
        var end = Closing((closes > opens ? date : date.PlusDays(1)) + closes);
        (start, end) = (Math.Max(start, from), Math.Min(end, to));

        // Both ends may lie in one gap, and the whole of it outside the range.
        if (start < end)
        {
            openings.Add((start, end));
        }
    }

    private static List<(long Start, long End)> Merge(List<(long Start, long End)> openings)
    {
        openings.Sort();
        var merged = new List<(long Start, long End)>(openings.Count);
        foreach (var opening in openings)
        {
            if (merged.Count > 0 && opening.Start <= merged[^1].End)
            {
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, opening.End));
            }
            else
            {
                merged.Add(opening);
            }
        }

        return merged;
    }

    private long Opening(LocalDateTime local)
    {
        var mapping = _zone.MapLocal(local);
        return (mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant()).ToUnixTimeTicks();
    }

    private long Closing(LocalDateTime local)
    {
        var mapping = _zone.MapLocal(local);
        return (mapping.Count == 0 ? mapping.LateInterval.Start : mapping.Last().ToInstant()).ToUnixTimeTicks();
    }
}
