using System.Globalization;
using System.Numerics;
using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents.Reading;

/// <summary>Durations in the words that people write: <c>15 minutes</c>, <c>1 h 30 min</c>, <c>1.5 h</c>, <c>PT15M</c>.</summary>
internal static class DurationText
{
    private const decimal NanosecondsPerSecond = 1_000_000_000m;

    // Longer than any clock of an incident, and far from the limits of the arithmetic.
    private const decimal MaximumSeconds = 86_400m * 36_500m;

    // The first name of each is the one that is written; the last comes first when a duration is taken apart.
    private static readonly (decimal Seconds, string[] Names)[] Units =
    [
        (0.001m, ["ms", "millisecond", "milliseconds"]),
        (1m, ["s", "sec", "secs", "second", "seconds"]),
        (60m, ["min", "mins", "m", "minute", "minutes"]),
        (3_600m, ["h", "hr", "hrs", "hour", "hours"]),
        (86_400m, ["d", "day", "days"]),
        (604_800m, ["w", "week", "weeks"]),
    ];

    private static readonly Dictionary<string, decimal> SecondsByUnit = Units
        .SelectMany(unit => unit.Names.Select(name => KeyValuePair.Create(name, unit.Seconds)))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a duration of zero or more.</summary>
    /// <returns>Why it cannot be read, or <see langword="null"/>.</returns>
    public static string? TryParse(string text, out Duration duration)
    {
        duration = Duration.Zero;
        var trimmed = text.Trim().TrimEnd('.').TrimEnd();
        if (trimmed.Length == 0)
        {
            return "it is blank";
        }

        if (trimmed[0] is '-' or '−')
        {
            return "a time cannot be negative";
        }

        return trimmed[0] is 'P' or 'p' ? ParseIso(trimmed, out duration) : ParseWords(trimmed.TrimStart('+').Trim(), out duration);
    }

    public static string Format(Duration duration)
    {
        var seconds = (decimal)duration.ToBigIntegerNanoseconds() / NanosecondsPerSecond;
        if (seconds == 0)
        {
            return "0 min";
        }

        var parts = new List<string>();
        foreach (var (length, names) in Units.Reverse())
        {
            var isLast = length == Units[0].Seconds;
            var count = isLast ? seconds / length : decimal.Truncate(seconds / length);
            if (count > 0 && !IsBetterInHours(seconds, length))
            {
                parts.Add($"{count.ToString("0.#########", CultureInfo.InvariantCulture)} {names[0]}");
                seconds -= count * length;
            }
        }

        return string.Join(' ', parts);
    }

    // "24 h" and "36 h" are what people say of a target; only several whole days are days.
    private static bool IsBetterInHours(decimal seconds, decimal length) => length >= 86_400m && (seconds < 3 * 86_400m || seconds % length != 0);

    private static string? ParseIso(string text, out Duration duration)
    {
        duration = Duration.Zero;
        var result = PeriodPattern.Roundtrip.Parse(text.ToUpperInvariant());
        if (!result.Success)
        {
            return "it is no ISO 8601 duration";
        }

        if (result.Value.Years != 0 || result.Value.Months != 0)
        {
            return "years and months differ in length";
        }

        try
        {
            duration = result.Value.ToDuration();
        }
        catch (OverflowException)
        {
            return "it is too long";
        }

        return duration < Duration.Zero ? "a time cannot be negative"
            : duration > Duration.FromSeconds((long)MaximumSeconds) ? "it is too long"
            : null;
    }

    private static string? ParseWords(string text, out Duration duration)
    {
        duration = Duration.Zero;
        if (text == "0")
        {
            return null;
        }

        var seconds = 0m;
        var seen = new HashSet<decimal>();
        for (var index = 0; index < text.Length;)
        {
            var number = Take(text, ref index, letter => char.IsAsciiDigit(letter) || letter == '.');
            if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
            {
                return "a number is expected before each unit";
            }

            SkipBlanks(text, ref index);
            var unit = Take(text, ref index, char.IsLetter);
            if (unit.Length == 0)
            {
                return "the unit is missing";
            }

            if (!SecondsByUnit.TryGetValue(unit, out var length))
            {
                return $"the unit \"{unit}\" is not known";
            }

            if (!seen.Add(length))
            {
                return $"the unit \"{unit}\" stands twice";
            }

            // The number is bounded first: the product of two decimals can overflow.
            if (count > MaximumSeconds || (seconds += count * length) > MaximumSeconds)
            {
                return "it is too long";
            }

            SkipJoin(text, ref index);
        }

        duration = Duration.FromNanoseconds(new BigInteger(decimal.Truncate(seconds * NanosecondsPerSecond)));
        return null;
    }

    private static string Take(string text, ref int index, Func<char, bool> belongs)
    {
        var start = index;
        while (index < text.Length && belongs(text[index]))
        {
            index++;
        }

        return text[start..index];
    }

    private static void SkipBlanks(string text, ref int index)
    {
        while (index < text.Length && char.IsWhiteSpace(text[index]))
        {
            index++;
        }
    }

    // "1 hour, 30 minutes" and "1 hour and 30 minutes".
    private static void SkipJoin(string text, ref int index)
    {
        SkipBlanks(text, ref index);
        if (index < text.Length && text[index] == ',')
        {
            index++;
        }
        else if (text.AsSpan(index).StartsWith("and ", StringComparison.OrdinalIgnoreCase))
        {
            index += 4;
        }

        SkipBlanks(text, ref index);
    }
}
