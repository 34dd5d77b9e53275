using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>A random calendar with questions to ask of it.</summary>
public sealed record CalendarCase(CalendarDefinition Definition, string Zone, Instant Start, Duration Span, Duration Target)
{
    public WorkingCalendar Calendar => WorkingCalendar.From(Definition, Zone);

    public override string ToString() =>
        $"{Zone} {string.Join(", ", Definition.Windows.Select(window => $"{window.Day} {window.Opens}-{window.Closes}"))}"
        + $" closed {string.Join(", ", Definition.ClosedDates)} extra {string.Join(", ", Definition.ExtraWindows.Select(extra => $"{extra.Date} {extra.Opens}-{extra.Closes}"))}"
        + $" start {Start} span {Span} target {Target}";
}

/// <summary>Makes random calendars, mostly near the changes of clocks.</summary>
public static class CalendarCases
{
    private const int WeeksToReach = 500;

    private static readonly string[] Zones =
    [
        "Asia/Kuala_Lumpur", "Australia/Lord_Howe", "America/Santiago", "Asia/Amman", "America/New_York", "Europe/Berlin", "Pacific/Apia", "Africa/Casablanca", "Etc/UTC",
    ];

    public static Arbitrary<CalendarCase> Case()
    {
        // Any minute, and often a round hour, so that windows touch.
        var time = Gen.OneOf(Gen.Choose(0, 1439), from hour in Gen.Choose(0, 23) select hour * 60)
            .Select(minute => LocalTime.Midnight.PlusMinutes(minute));
        var day = Gen.Choose(1, 7).Select(number => (IsoDayOfWeek)number);
        var window = from weekday in day
                     from opens in time
                     from closes in time
                     select new WeeklyWindow { Day = weekday, Opens = opens, Closes = closes };
        var made = from zone in Gen.Elements(Zones)
                   from start in Start(zone)
                   from windows in Gen.Choose(1, 9).SelectMany(count => Gen.ArrayOf(window, count))
                   from closed in Gen.ArrayOf(Gen.Choose(-3, 20), 4)
                   from extras in Gen.Choose(0, 3).SelectMany(count => Gen.ArrayOf(Extra(time), count))
                   from span in Gen.Choose(0, 60 * 24 * 40)
                   from target in Gen.OneOf(Gen.Choose(0, 60 * 24), Gen.Choose(0, 60 * 400))
                   let date = start.InZone(DateTimeZoneProviders.Tzdb[zone]).Date
                   select new CalendarCase(
                       new CalendarDefinition
                       {
                           Name = "Random",
                           Windows = [.. windows],
                           ClosedDates = [.. closed.Select(days => date.PlusDays(days)).Distinct()],
                           ExtraWindows = [.. extras.Select(extra => new ExtraWindow { Date = date.PlusDays(extra.Days), Opens = extra.Opens, Closes = extra.Closes })],
                       },
                       zone,
                       start,
                       Duration.FromMinutes(span),
                       Duration.FromMinutes(Math.Min(target, WeeksToReach * windows.Max(Minutes))));
        return Arb.From(made);
    }

    /// <summary>Gives the longest target that a calendar is asked for: a window of a minute a week reaches four hundred hours in five centuries.</summary>
    public static Duration Reachable(CalendarDefinition calendar) => Duration.FromMinutes(WeeksToReach * calendar.Windows.Max(Minutes));

    private static int Minutes(WeeklyWindow window)
    {
        var minutes = (int)((window.Closes.TickOfDay - window.Opens.TickOfDay) / NodaConstants.TicksPerMinute);
        return minutes > 0 ? minutes : minutes + (24 * 60);
    }

    private static Gen<(int Days, LocalTime Opens, LocalTime Closes)> Extra(Gen<LocalTime> time) =>
        from days in Gen.Choose(-2, 15)
        from opens in time
        from closes in time
        select (days, opens, closes);

    private static Gen<Instant> Start(string id)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var anywhere = Gen.Choose(0, 20 * 365 * 24 * 60).Select(minutes => Instant.FromUtc(2008, 1, 1, 0, 0) + Duration.FromMinutes(minutes));
        var nearChange = from around in anywhere
                         from minutes in Gen.Choose(-3 * 24 * 60, 24 * 60)
                         let change = zone.GetZoneInterval(around)
                         select (change.HasEnd ? change.End : around) + Duration.FromMinutes(minutes);
        return Gen.Frequency((1, anywhere), (3, nearChange));
    }
}
