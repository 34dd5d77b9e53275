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

    public static ImmutableArray<string> List(ReadingContext context, Piece cell) =>
        cell.IsBlank ? [] : [.. cell.Split(',').Select(context.Text)];

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
