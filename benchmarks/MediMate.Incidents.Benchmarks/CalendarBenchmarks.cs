using BenchmarkDotNet.Attributes;
using NodaTime;

namespace MediMate.Incidents.Benchmarks;

/// <summary>When a target will have been worked, Monday to Friday 09:00–17:00, against walking the windows day by day.</summary>
[MemoryDiagnoser]
public class CalendarBenchmarks
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 6, 8, 0);
    private static readonly CalendarDefinition Definition = new()
    {
        Name = "Office",
        TimeZone = "Europe/Berlin",
        Windows =
        [
            .. Enumerable.Range(1, 5).Select(day => new WeeklyWindow { Day = (IsoDayOfWeek)day, Opens = new LocalTime(9, 0), Closes = new LocalTime(17, 0) }),
        ],
        ClosedDates = [new LocalDate(2026, 5, 1), new LocalDate(2026, 12, 25)],
    };

    private readonly WorkingCalendar _calendar = WorkingCalendar.From(Definition);
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private readonly HashSet<LocalDate> _closed = [.. Definition.ClosedDates];
    private Duration _target;

    [Params(1, 40, 400, 4_000)]
    public int Hours { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _target = Duration.FromHours(Hours);
        if (Due() != Walk())
        {
            throw new InvalidOperationException($"{Due()} is not {Walk()}.");
        }
    }

    [Benchmark(Baseline = true)]
    public Instant Walk()
    {
        var left = _target;
        for (var date = Start.InZone(_zone).Date; ; date = date.PlusDays(1))
        {
            if (_closed.Contains(date))
            {
                continue;
            }

            foreach (var window in Definition.Windows)
            {
                if (window.Day != date.DayOfWeek)
                {
                    continue;
                }

                var opens = Instant.Max(Start, (date + window.Opens).InZoneLeniently(_zone).ToInstant());
                var closes = (date + window.Closes).InZoneLeniently(_zone).ToInstant();
                if (closes - opens >= left)
                {
                    return opens + left;
                }

                left -= Duration.Max(Duration.Zero, closes - opens);
            }
        }
    }

    [Benchmark]
    public Instant? Due() => _calendar.Due(Start, _target);
}
