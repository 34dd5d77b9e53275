using System.Collections.Immutable;
using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Sections;
using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents.Reading;

/// <summary>Days, hours and dates in the words that people write: <c>Mon-Fri</c>, <c>09:00-17:00</c>, <c>2026-12-24 to 2026-12-26</c>.</summary>
internal static class CalendarText
{
    private const int LongestRange = 366;
    private const int DaysInAWeek = 7;

    private static readonly LocalTimePattern[] Times =
        [.. new[] { "H:mm", "H:mm:ss.FFFFFFFFF", "%H" }.Select(LocalTimePattern.CreateWithInvariantCulture)];

    private static readonly (string[] Names, int First, int Count)[] Groups =
    [
        (["daily", "every day", "all days", "all week"], 1, 7),
        (["weekdays", "working days", "business days"], 1, 5),
        (["weekend"], 6, 2),
    ];

    public static ImmutableArray<IsoDayOfWeek> Days(ReadingContext context, Piece cell) =>
        ReadEach(context, cell, TryReadDays, MarkdownFindings.BadDays);

    public static ImmutableArray<(LocalTime Opens, LocalTime Closes)> Hours(ReadingContext context, Piece cell) =>
        ReadEach(context, cell, TryReadHours, MarkdownFindings.BadHours);

    public static ImmutableArray<LocalDate> Dates(ReadingContext context, Piece cell) =>
        cell.IsBlank ? [] : ReadEach(context, cell, TryReadDates, MarkdownFindings.BadDate);

    public static ImmutableArray<ExtraWindow> Extras(ReadingContext context, Piece cell)
    {
        if (cell.IsBlank)
        {
            return [];
        }

        var windows = ImmutableArray.CreateBuilder<ExtraWindow>();
        foreach (var piece in cell.Split(','))
        {
            var text = context.Text(piece);
            var (date, hours) = Cut(text, [" "]);
            if (TryReadDate(date) is not { } day)
            {
                context.Report(MarkdownFindings.BadDate(text, "a date and its hours are expected, such as \"2026-03-07 10:00-12:00\""), piece);
            }
            else if (TryReadHours(hours ?? string.Empty, out var reason) is [var window])
            {
                windows.Add(new ExtraWindow { Date = day, Opens = window.Opens, Closes = window.Closes });
            }
            else
            {
                context.Report(MarkdownFindings.BadHours(text, reason), piece);
            }
        }

        return windows.ToImmutable();
    }

    public static string Format(LocalTime time, bool isClosing) =>
        isClosing && time == LocalTime.Midnight ? "24:00" : Times[time.TickOfSecond == 0 && time.NanosecondOfSecond == 0 && time.Second == 0 ? 0 : 1].Format(time).PadLeft(5, '0');

    private delegate ImmutableArray<T> Reading<T>(string text, out string reason);

    private static ImmutableArray<T> ReadEach<T>(ReadingContext context, Piece cell, Reading<T> read, Func<string, string, PlaybookFinding> refuse)
    {
        var values = ImmutableArray.CreateBuilder<T>();
        foreach (var piece in cell.Split(','))
        {
            var text = context.Text(piece);
            if (read(text, out var reason) is { IsEmpty: false } found)
            {
                values.AddRange(found);
            }
            else
            {
                context.Report(refuse(text, reason), piece);

                // What is missing now is no second mistake.
                context.Log.MarkGap();
            }
        }

        return values.ToImmutable();
    }

    private static ImmutableArray<IsoDayOfWeek> TryReadDays(string text, out string reason)
    {
        reason = "a day or a range of days is expected";
        foreach (var (names, start, count) in Groups)
        {
            if (names.Any(name => HeadingWords.Same(name, text)))
            {
                return Range(start, count);
            }
        }

        var (from, to) = Cut(text, ["–", "—", "-", " to "]);
        if (DayOf(from) is not { } first)
        {
            return [];
        }

        if (to is null)
        {
            return [(IsoDayOfWeek)first];
        }

        // "Fri-Mon" goes over the end of the week.
        return DayOf(to) is { } last ? Range(first, ((last - first + DaysInAWeek) % DaysInAWeek) + 1) : [];
    }

    private static ImmutableArray<IsoDayOfWeek> Range(int first, int count) =>
        [.. Enumerable.Range(first - 1, count).Select(day => (IsoDayOfWeek)((day % DaysInAWeek) + 1))];

    private static int? DayOf(string text)
    {
        var word = text.Trim().TrimEnd('.');
        for (var day = 1; day <= DaysInAWeek; day++)
        {
            // "Mon", "Mo" and "Tues" say it too; one letter does not.
            var name = ((IsoDayOfWeek)day).ToString();
            if (word.Length >= 2 && (name.StartsWith(word, StringComparison.OrdinalIgnoreCase) || $"{name}s".Equals(word, StringComparison.OrdinalIgnoreCase)))
            {
                return day;
            }
        }

        return null;
    }

    private static ImmutableArray<(LocalTime Opens, LocalTime Closes)> TryReadHours(string text, out string reason)
    {
        if (HeadingWords.Same(text, "all day") || HeadingWords.Same(text, "24 h") || HeadingWords.Same(text, "24 hours"))
        {
            reason = string.Empty;
            return [(LocalTime.Midnight, LocalTime.Midnight)];
        }

        var (from, to) = Cut(text, ["–", "—", "-", " to "]);
        reason = "two times of day are expected, with a dash between them";
        if (to is null)
        {
            return [];
        }

        reason = "a time of day is expected, such as 09:00; only a closing time can be 24:00";
        return TryReadTime(from) is { } opens && (to is "24:00" or "24" ? LocalTime.Midnight : TryReadTime(to)) is { } closes ? [(opens, closes)] : [];
    }

    private static LocalTime? TryReadTime(string text)
    {
        foreach (var pattern in Times)
        {
            if (pattern.Parse(text).TryGetValue(default, out var time))
            {
                return time;
            }
        }

        return null;
    }

    private static ImmutableArray<LocalDate> TryReadDates(string text, out string reason)
    {
        reason = "a date such as 2026-12-25 is expected";
        var (from, to) = Cut(text, ["–", "—", " - ", " to "]);
        if (TryReadDate(from) is not { } first)
        {
            return [];
        }

        if (to is null)
        {
            return [first];
        }

        if (TryReadDate(to) is not { } last)
        {
            return [];
        }

        reason = $"the range ends before it begins, or has more than {LongestRange} days";
        var count = Period.DaysBetween(first, last) + 1;
        return count is > 0 and <= LongestRange ? [.. Enumerable.Range(0, count).Select(first.PlusDays)] : [];
    }

    private static LocalDate? TryReadDate(string text) => LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) ? date : null;

    private static (string First, string? Second) Cut(string text, ReadOnlySpan<string> separators)
    {
        foreach (var separator in separators)
        {
            var at = text.IndexOf(separator, StringComparison.OrdinalIgnoreCase);
            if (at > 0)
            {
                return (text[..at].Trim(), text[(at + separator.Length)..].Trim());
            }
        }

        return (text.Trim(), null);
    }
}
