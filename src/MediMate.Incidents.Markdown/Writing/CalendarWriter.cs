using MediMate.Incidents.Reading;
using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents.Writing;

/// <summary>Writes the calendars: days with the same hours share a row.</summary>
internal static class CalendarWriter
{
    public static void Write(DocumentWriter document, Playbook playbook)
    {
        if (playbook.Calendars.IsEmpty)
        {
            return;
        }

        document.Heading(2, "Calendars");
        document.Table(["Calendar", "Zone", "Days", "Hours", "Closed", "Extra"], playbook.Calendars.SelectMany(Rows));
    }

    private static IEnumerable<string[]> Rows(CalendarDefinition calendar)
    {
        var weeks = Weeks(calendar).DefaultIfEmpty((Days: string.Empty, Hours: string.Empty));
        return weeks.Select((week, index) => (string[])
        [
            index == 0 ? WrittenText.Of(calendar.Name, "|") : string.Empty,
            index == 0 ? WrittenText.Of(calendar.TimeZone ?? string.Empty, "|") : string.Empty,
            week.Days,
            week.Hours,
            index == 0 ? string.Join(", ", calendar.ClosedDates.Select(LocalDatePattern.Iso.Format)) : string.Empty,
            index == 0 ? string.Join(", ", calendar.ExtraWindows.Select(extra => $"{LocalDatePattern.Iso.Format(extra.Date)} {Hours(extra.Opens, extra.Closes)}")) : string.Empty,
        ]);
    }

    private static IEnumerable<(string Days, string Hours)> Weeks(CalendarDefinition calendar)
    {
        var days = new List<(IsoDayOfWeek Day, string Hours)>();
        foreach (var window in calendar.Windows)
        {
            var hours = Hours(window.Opens, window.Closes);
            if (days.Count > 0 && days[^1].Day == window.Day)
            {
                days[^1] = (window.Day, $"{days[^1].Hours}, {hours}");
            }
            else
            {
                days.Add((window.Day, hours));
            }
        }

        for (var index = 0; index < days.Count;)
        {
            var same = days.Skip(index).TakeWhile(day => day.Hours == days[index].Hours).Select(day => day.Day).ToList();
            yield return (Days(same), days[index].Hours);
            index += same.Count;
        }
    }

    private static string Days(List<IsoDayOfWeek> days)
    {
        var rises = days.Count > 2 && days.Zip(days.Skip(1)).All(pair => pair.Second == pair.First + 1);
        return rises ? $"{Short(days[0])}-{Short(days[^1])}" : string.Join(", ", days.Select(Short));
    }

    private static string Short(IsoDayOfWeek day) => day.ToString()[..3];

    private static string Hours(LocalTime opens, LocalTime closes) =>
        $"{CalendarText.Format(opens, isClosing: false)}-{CalendarText.Format(closes, isClosing: true)}";
}
