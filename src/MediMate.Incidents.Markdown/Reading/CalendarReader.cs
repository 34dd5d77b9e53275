using System.Collections.Immutable;
using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the calendars: a row for each set of days; a row without a name goes on with the calendar above it.</summary>
internal static class CalendarReader
{
    private const string Calendar = "Calendar";
    private const string Zone = "Zone";
    private const string Days = "Days";
    private const string Hours = "Hours";
    private const string Closed = "Closed";
    private const string Extra = "Extra";
    private const string Table = "calendars";

    private static readonly Column[] Columns =
    [
        new(Calendar, IsNeeded: true, "Name"),
        new(Zone, IsNeeded: false, "Time zone"),
        new(Days, IsNeeded: true, "Day"),
        new(Hours, IsNeeded: true, "Open", "Windows"),
        new(Closed, IsNeeded: false, "Closed dates", "Closed on", "Holidays", "Public holidays"),
        new(Extra, IsNeeded: false, "Extra windows", "Also open"),
    ];

    public static ImmutableArray<CalendarDefinition> Read(ReadingContext context)
    {
        var calendars = new List<CalendarDefinition>();
        foreach (var section in context.SectionsOf(SectionKind.Calendars))
        {
            foreach (var table in context.Tables(section))
            {
                context.Claim("the calendars", section);
                if (TableView.Open(context, table, Table, Columns) is { } view)
                {
                    ReadRows(context, view, calendars);
                }
            }
        }

        return [.. calendars];
    }

    private static void ReadRows(ReadingContext context, TableView view, List<CalendarDefinition> calendars)
    {
        var first = calendars.Count;
        foreach (var line in view.Rows())
        {
            if (calendars.Count == first || !line[Calendar].IsBlank)
            {
                if (view.Needed(line, Calendar) is not { } name)
                {
                    continue;
                }

                context.Log.Locate($"calendar \"{name}\"", context.PlaceOf(line[Calendar]));
                calendars.Add(new CalendarDefinition { Name = name });
            }

            calendars[^1] = Add(context, view, line, calendars[^1]);
        }
    }

    private static CalendarDefinition Add(ReadingContext context, TableView view, TableLine line, CalendarDefinition calendar) => calendar with
    {
        TimeZone = ReadZone(context, line[Zone], calendar),
        Windows = calendar.Windows.AddRange(ReadWindows(context, view, line)),
        ClosedDates = calendar.ClosedDates.AddRange(CalendarText.Dates(context, line[Closed])),
        ExtraWindows = calendar.ExtraWindows.AddRange(CalendarText.Extras(context, line[Extra])),
    };

    private static string? ReadZone(ReadingContext context, Piece cell, CalendarDefinition calendar)
    {
        if (cell.IsBlank)
        {
            return calendar.TimeZone;
        }

        var zone = context.Text(cell);
        context.Log.Locate($"calendar \"{calendar.Name}\" has the time zone \"{zone}\"", context.PlaceOf(cell));
        if (calendar.TimeZone is { } earlier && earlier != zone)
        {
            context.Report(MarkdownFindings.SaidTwice($"The zone of the calendar \"{calendar.Name}\"", zone, earlier), cell);
        }

        return zone;
    }

    private static IEnumerable<WeeklyWindow> ReadWindows(ReadingContext context, TableView view, TableLine line)
    {
        // A row may add dates alone.
        if (line[Days].IsBlank && line[Hours].IsBlank)
        {
            return [];
        }

        // Both are asked for before either is used: every error is reported at once.
        var days = view.Needed(line, Days) is null ? [] : CalendarText.Days(context, line[Days]);
        var hours = view.Needed(line, Hours) is null ? [] : CalendarText.Hours(context, line[Hours]);
        return days.SelectMany(day => hours.Select(window => new WeeklyWindow { Day = day, Opens = window.Opens, Closes = window.Closes }));
    }
}
