using System.Collections.Immutable;
using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Sections;
using NodaTime;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the severity table.</summary>
internal static class SeverityReader
{
    private const string Level = "Level";
    private const string Description = "Description";
    private const string ResponseTime = "Response Time";
    private const string Examples = "Examples";
    private const string LifecycleColumn = "Lifecycle";
    private const string Labels = "Labels";
    private const string Calendar = "Calendar";
    private const string MustKnow = "Must know";
    private const string SelfResolve = "Self-resolve";
    private const string Impact = "Impact";
    private const string AcknowledgementTimeout = "Acknowledgement times out";
    private const string SnoozeAtMost = "Snooze at most";
    private const string Deliver = "Deliver";
    private const string Table = "severity";

    private static readonly Column[] Columns =
    [
        new(Level, IsNeeded: true, "Severity", "Severity Level", "Priority"),
        new(Description, IsNeeded: false, "Meaning", "Definition"),
        new(ResponseTime, IsNeeded: true, "Response", "Respond within", "Acknowledge within", "Response target"),
        new(Examples, IsNeeded: false),
        new(LifecycleColumn, IsNeeded: false),
        new(Labels, IsNeeded: false),
        new(Calendar, IsNeeded: false, "Working Hours"),
        new(MustKnow, IsNeeded: false, "Informs", "Inform"),
        new(SelfResolve, IsNeeded: false, "Self-resolves", "Resolves itself"),
        new(Impact, IsNeeded: false),
        new(AcknowledgementTimeout, IsNeeded: false, "Acknowledgement time-out", "Acknowledgement timeout", "Acknowledgement expires", "Ack time-out", "Ack timeout"),
        new(SnoozeAtMost, IsNeeded: false, "Longest snooze", "Snooze"),
        new(Deliver, IsNeeded: false, "Delivers", "Delivery"),
    ];

    // Stands in for a response time that could not be read, so that the rest of the file is checked too. It is never run.
    private static readonly Duration Unread = Duration.FromHours(1);

    public static ImmutableArray<SeverityLevel> Read(ReadingContext context)
    {
        var levels = ImmutableArray.CreateBuilder<SeverityLevel>();
        var sections = context.SectionsOf(SectionKind.Severity).ToList();
        var hasTable = false;
        foreach (var section in sections)
        {
            foreach (var table in context.Tables(section))
            {
                hasTable = true;
                context.Claim("the severity levels", section);
                levels.AddRange(ReadTable(context, table));
            }
        }

        if (!hasTable)
        {
            context.Log.Add(MarkdownFindings.NoSeverityTable(), sections.Count > 0 ? context.PlaceOf(sections[0]) : SourcePlace.Start);
            context.Log.MarkGap();
        }

        return levels.ToImmutable();
    }

    private static IEnumerable<SeverityLevel> ReadTable(ReadingContext context, DocumentTable table)
    {
        if (TableView.Open(context, table, Table, Columns) is not { } view)
        {
            yield break;
        }

        foreach (var line in view.Rows())
        {
            if (view.Needed(line, Level) is null)
            {
                continue;
            }

            var (name, title) = SplitName(context, line[Level]);
            var examples = ValueReader.Entries(line[Examples]);
            context.Places.Examples.Add([.. examples.Select(context.PlaceOf)]);
            context.Log.Locate($"severity level \"{name}\"", context.PlaceOf(line[Level]));
            context.Log.Locate($"severity level \"{name}\" delivers by calendar", context.PlaceOf(line[Deliver]));
            context.Log.Locate($"severity level \"{name}\" follows the calendar", context.PlaceOf(line[Calendar]));
            var response = view.Needed(line, ResponseTime) is null
                ? null
                : ValueReader.Duration(context, line[ResponseTime], $"The response time of \"{name}\"");
            yield return new SeverityLevel
            {
                Name = name,
                Title = title,
                Description = line[Description].IsBlank ? null : context.Text(line[Description]),
                ResponseTime = response ?? Unread,
                Examples = [.. examples.Select(context.Text)],
                Lifecycle = ReadLifecycle(context, name, line[LifecycleColumn]),
                Labels = [.. ValueReader.Labels(context, line[Labels])],
                Calendar = line[Calendar].IsBlank ? null : context.Text(line[Calendar]),
                MustKnow = ReadMustKnow(context, line[MustKnow]),
                SelfResolves = ReadSelfResolve(context, name, line[SelfResolve]),
                Impact = ImpactText.Read(context, name, line[Impact]),
                AcknowledgementTimeout = ReadTime(context, line[AcknowledgementTimeout], $"The acknowledgement time-out of \"{name}\""),
                SnoozeAtMost = ReadTime(context, line[SnoozeAtMost], $"The longest snooze of \"{name}\""),
                Deliver = ReadDelivery(context, name, line[Deliver]),
            };
        }
    }

    /// <summary>Cuts <c>P0 (Critical)</c> in two; emphasis around the whole does not matter.</summary>
    public static (string Name, string? Title) SplitName(ReadingContext context, Piece cell)
    {
        var bare = cell;
        foreach (var mark in new[] { "**", "__", "*", "_" })
        {
            if (bare.Source.Length > 2 * mark.Length
                && bare.Source.StartsWith(mark, StringComparison.Ordinal)
                && bare.Source.EndsWith($"){mark}", StringComparison.Ordinal))
            {
                bare = bare.Slice(mark.Length, bare.Source.Length - mark.Length);
            }
        }

        return bare.TrySplitParentheses(out var name, out var title) && title.Source.Length > 0
            ? (context.Text(name), context.Text(title))
            : (context.Text(cell), null);
    }

    private static Duration? ReadTime(ReadingContext context, Piece cell, string what)
    {
        context.Log.Locate(what, context.PlaceOf(cell));
        return cell.IsBlank ? null : ValueReader.Duration(context, cell, what);
    }

    private static ImmutableArray<string>? ReadMustKnow(ReadingContext context, Piece cell) =>
        cell.IsBlank ? null : HeadingWords.Same(context.Text(cell), "none") ? [] : ValueReader.List(context, cell);

    private static bool? ReadSelfResolve(ReadingContext context, string level, Piece cell)
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

        context.Report(MarkdownFindings.UnknownWord($"Whether \"{level}\" resolves itself", text, "yes, no"), cell);
        return null;
    }

    private static MessageDelivery? ReadDelivery(ReadingContext context, string level, Piece cell)
    {
        if (cell.IsBlank)
        {
            return null;
        }

        var text = context.Text(cell);
        if (HeadingWords.Same(text, "at once"))
        {
            return MessageDelivery.AtOnce;
        }

        if (HeadingWords.Same(text, "calendar"))
        {
            return MessageDelivery.Calendar;
        }

        context.Report(MarkdownFindings.UnknownWord($"When \"{level}\" delivers", text, "at once, calendar"), cell);
        return null;
    }

    private static Lifecycle? ReadLifecycle(ReadingContext context, string level, Piece cell)
    {
        if (cell.IsBlank)
        {
            return null;
        }

        var text = context.Text(cell);
        if (HeadingWords.Same(text, "full"))
        {
            return Lifecycle.Full;
        }

        if (HeadingWords.Same(text, "short"))
        {
            return Lifecycle.Short;
        }

        context.Report(MarkdownFindings.UnknownWord($"The lifecycle of \"{level}\"", text, "full, short"), cell);
        return null;
    }
}
