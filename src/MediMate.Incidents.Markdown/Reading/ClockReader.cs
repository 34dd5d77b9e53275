using System.Collections.Immutable;
using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the clocks: a row for each, a column for each level.</summary>
internal static class ClockReader
{
    private const string Clock = "Clock";
    private const string WarnAt = "Warn at";
    private const string Calendar = "Calendar";
    private const string Pause = "Pause";
    private const string Table = "clocks";

    // Few further names: the other columns are levels, and a level may well be called "Warning".
    private static readonly Column[] Columns =
    [
        new(Clock, IsNeeded: true),
        new(WarnAt, IsNeeded: false, "Warn"),
        new(Calendar, IsNeeded: false),
        new(Pause, IsNeeded: false),
    ];

    public static ImmutableArray<ClockDefinition> Read(ReadingContext context, ImmutableArray<SeverityLevel> levels)
    {
        var columns = Columns.Where(column => column.IsNeeded || !levels.Any(level => column.IsNamed(HeadingWords.Of(level.Name)))).ToList();
        var clocks = ImmutableArray.CreateBuilder<ClockDefinition>();
        foreach (var section in context.SectionsOf(SectionKind.Clocks))
        {
            foreach (var table in context.Tables(section))
            {
                context.Claim("the clocks", section);
                if (TableView.Open(context, table, Table, columns, takesOthers: true) is { } view)
                {
                    clocks.AddRange(view.Rows().Select(line => Read(context, view, line)).OfType<ClockDefinition>());
                }
            }
        }

        return clocks.ToImmutable();
    }

    private static ClockDefinition? Read(ReadingContext context, TableView view, TableLine line)
    {
        if (view.Needed(line, Clock) is not { } name)
        {
            return null;
        }

        context.Log.Locate($"clock \"{name}\"", context.PlaceOf(line[Clock]));
        var known = KnownClocks.All.FirstOrDefault(known => HeadingWords.Same(known.Title, name) || HeadingWords.Same(known.Name, name)).Name;
        if (known is null)
        {
            context.Report(MarkdownFindings.UnknownClock(name), line[Clock]);
        }

        // The cells of an unknown clock are read all the same: every error is reported at once.
        var definition = new ClockDefinition
        {
            Name = known ?? name,
            Targets = [.. view.Others.Select(column => ReadTarget(context, view, line, column, name)).OfType<ClockTarget>()],
            Warnings = ReadWarnings(context, line[WarnAt], known),
            IsPausable = ReadPause(context, line[Pause], name),
        };
        return known is null ? null : definition;
    }

    private static ClockTarget? ReadTarget(ReadingContext context, TableView view, TableLine line, int column, string clock)
    {
        if (line[column].IsBlank)
        {
            return null;
        }

        var (level, _) = SeverityReader.SplitName(context, view.Header(column));

        // "8 h (Office)" names the calendar of one level, the column that of the whole clock.
        var hasOwn = line[column].TrySplitParentheses(out var time, out var inner) && !inner.IsBlank;
        var calendar = hasOwn ? inner : line[Calendar];
        var name = calendar.IsBlank ? null : context.Text(calendar);
        if (name is not null)
        {
            context.Log.Locate($"clock \"{clock}\" follows the calendar \"{name}\"", context.PlaceOf(calendar));
        }

        return ValueReader.Duration(context, hasOwn ? time : line[column], $"The target of the clock \"{clock}\" at {level}") is { } within
            ? new ClockTarget { Level = level, Within = within, Calendar = name }
            : null;
    }

    private static bool? ReadPause(ReadingContext context, Piece cell, string clock)
    {
        if (cell.IsBlank)
        {
            return null;
        }

        var text = context.Text(cell);
        if (HeadingWords.Same(text, "yes") || HeadingWords.Same(text, "no"))
        {
            return HeadingWords.Same(text, "yes");
        }

        context.Report(MarkdownFindings.UnknownWord($"Whether the clock \"{clock}\" may be paused", text, "yes, no"), cell);
        return null;
    }

    private static ImmutableArray<decimal> ReadWarnings(ReadingContext context, Piece cell, string? clock)
    {
        if (cell.IsBlank)
        {
            // Each miss of the cadence is a reminder already.
            return clock == ClockNames.UpdateCadence ? [] : [0.8m];
        }

        return cell.Source.Equals("none", StringComparison.OrdinalIgnoreCase)
            ? []
            : [.. cell.Split(',').Select(part => ValueReader.Fraction(context, part)).OfType<decimal>()];
    }
}
