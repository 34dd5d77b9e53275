using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>
/// The openings of a calendar over a range, with the open time before each: sums are differences of two look-ups, whatever lies between.
/// </summary>
/// <remarks>All times are ticks since the Unix epoch. Openings are sorted, not empty, and do not touch.</remarks>
internal sealed class Openings
{
    private readonly long[] _starts;
    private readonly long[] _ends;

    // _before[i] is the open time before opening i; the last entry is the whole.
    private readonly long[] _before;

    public Openings(long from, long to, IReadOnlyList<(long Start, long End)> merged)
    {
        From = from;
        To = to;
        _starts = new long[merged.Count];
        _ends = new long[merged.Count];
        _before = new long[merged.Count + 1];
        for (var i = 0; i < merged.Count; i++)
        {
            (_starts[i], _ends[i]) = merged[i];
            _before[i + 1] = _before[i] + _ends[i] - _starts[i];
        }
    }

    public long From { get; }

    public long To { get; }

    public bool Covers(long from, long to) => from >= From && to <= To;

    /// <summary>Sums the open time from the start of the range to an instant.</summary>
    public long OpenBefore(long at)
    {
        var index = LastStartingBy(at);
        return index < 0 ? 0 : _before[index] + Math.Min(at, _ends[index]) - _starts[index];
    }

    public bool IsOpenAt(long at) => LastStartingBy(at) is >= 0 and var index && at < _ends[index];

    /// <summary>Finds the earliest instant by which so much was worked since the start; null when that lies beyond the range.</summary>
    public long? FindWorked(long start, long target)
    {
        var needed = OpenBefore(start) + target;
        if (needed > _before[^1])
        {
            return null;
        }

        // The opening in which the sum is reached: the first with as much before the next one.
        var found = Array.BinarySearch(_before, needed);
        var index = (found >= 0 ? found : ~found) - 1;
        return _starts[index] + needed - _before[index];
    }

    public ImmutableArray<Interval> Between(long from, long to)
    {
        var found = ImmutableArray.CreateBuilder<Interval>();
        for (var index = Math.Max(LastStartingBy(from), 0); index < _starts.Length && _starts[index] < to; index++)
        {
            var (start, end) = (Math.Max(_starts[index], from), Math.Min(_ends[index], to));
            if (start < end)
            {
                found.Add(new Interval(Instant.FromUnixTimeTicks(start), Instant.FromUnixTimeTicks(end)));
            }
        }

        return found.DrainToImmutable();
    }

    private int LastStartingBy(long at)
    {
        var found = Array.BinarySearch(_starts, at);
        return found >= 0 ? found : ~found - 1;
    }
}
