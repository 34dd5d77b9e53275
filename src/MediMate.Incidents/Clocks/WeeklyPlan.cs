using System.Collections.Frozen;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Turns the local hours of a calendar of the playbook into instants.</summary>
internal sealed class WeeklyPlan : OpeningPlan
{
    // Openings of the days around the range reach into it: overnight windows, zones of up to a day from UTC, and clocks put back.
    private const int Margin = 3;

    private readonly DateTimeZone _zone;
    private readonly ILookup<IsoDayOfWeek, WeeklyWindow> _windows;
    private readonly ILookup<LocalDate, ExtraWindow> _extras;
    private readonly FrozenSet<LocalDate> _closed;

    public WeeklyPlan(CalendarDefinition definition, DateTimeZone zone)
    {
        _zone = zone;
        _windows = definition.Windows.ToLookup(window => window.Day);
        _extras = definition.ExtraWindows.ToLookup(window => window.Date);
        _closed = definition.ClosedDates.ToFrozenSet();
    }

    protected override List<(long Start, long End)> OpeningsOf(int firstYear, int lastYear, long from, long to)
    {
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

        return openings;
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
