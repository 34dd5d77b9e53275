using NodaTime;

namespace MediMate.Incidents;

/// <summary>Computes the openings of a calendar, for whole years.</summary>
internal abstract class OpeningPlan
{
    public const int DaysOf100Years = 36_525;
    public const long TicksOf100Years = DaysOf100Years * NodaConstants.TicksPerDay;

    // NodaTime's calendar ends with the year 9999; windows may reach into the day after.
    private const int FirstYear = -9_997;
    private const int LastYear = 9_998;

    // What lies further apart is not computed for the sake of one range.
    private const int YearsToJoin = 100;

    private static readonly long Earliest = StartOf(FirstYear);
    private static readonly long Latest = StartOf(LastYear);

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

    /// <summary>Lists the openings of some years, in ticks since the Unix epoch, in any order.</summary>
    /// <param name="firstYear">The first year.</param>
    /// <param name="lastYear">The year with whose begin the range ends.</param>
    /// <param name="from">The begin of the range; nothing lies before it.</param>
    /// <param name="to">The end of the range; nothing lies behind it.</param>
    protected abstract List<(long Start, long End)> OpeningsOf(int firstYear, int lastYear, long from, long to);

    private static long StartOf(int year) => Instant.FromUtc(year, 1, 1, 0, 0).ToUnixTimeTicks();

    private static int YearOf(long ticks) => Instant.FromUnixTimeTicks(ticks).InUtc().Year;

    private Openings Materialise(int firstYear, int lastYear)
    {
        var (from, to) = (StartOf(firstYear), StartOf(lastYear));
        return new Openings(from, to, Merge(OpeningsOf(firstYear, lastYear, from, to)));
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
}
