using System.Collections.Immutable;
using System.Globalization;
using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using NodaTime;

namespace MediMate.Incidents.Reading;

/// <summary>Reads the values of cells: durations, lists, numbers, fractions.</summary>
internal static class ValueReader
{
    public static Duration? Duration(ReadingContext context, Piece cell, string what, bool allowsZero = false)
    {
        var text = context.Text(cell);
        var reason = DurationText.TryParse(text, out var duration);
        if (reason is null && duration == NodaTime.Duration.Zero && !allowsZero)
        {
            reason = "it must be more than zero";
        }

        if (reason is null)
        {
            return duration;
        }

        context.Report(MarkdownFindings.BadDuration(what, text, reason), cell);
        return null;
    }

    public static ImmutableArray<string> List(ReadingContext context, Piece cell) => [.. Entries(cell).Select(context.Text)];

    public static ImmutableArray<Piece> Entries(Piece cell) => cell.IsBlank ? [] : [.. cell.Split(',')];

    /// <summary>Reads <c>service=login, team=web</c>.</summary>
    public static IEnumerable<LabelMatch> Labels(ReadingContext context, Piece cell)
    {
        foreach (var label in Entries(cell))
        {
            if (TryReadLabel(context, label) is { } match)
            {
                yield return match;
            }
            else
            {
                context.Report(MarkdownFindings.BadLabel(label.Text), label);
            }
        }
    }

    public static LabelMatch? TryReadLabel(ReadingContext context, Piece label) =>
        label.IndexOf('=') is > 0 and var equals && label.From(equals + 1).Source.Length > 0
            ? new LabelMatch { Name = context.Text(label.Slice(0, equals)), Value = context.Text(label.From(equals + 1)) }
            : null;

    public static int? Number(ReadingContext context, Piece cell, string what)
    {
        var text = context.Text(cell);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        context.Report(MarkdownFindings.BadNumber(what, text), cell);
        return null;
    }

    /// <summary>Reads <c>80 %</c> or <c>0.8</c>.</summary>
    public static decimal? Fraction(ReadingContext context, Piece piece)
    {
        var text = context.Text(piece);
        var isPercent = text.EndsWith('%');
        if (decimal.TryParse(text.TrimEnd('%').TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return isPercent ? number / 100m : number;
        }

        context.Report(MarkdownFindings.BadFraction(text), piece);
        return null;
    }
}
