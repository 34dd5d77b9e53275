using System.Globalization;

namespace MediMate.Incidents;

/// <summary>The figures in what somebody wrote about the impact.</summary>
/// <param name="Users">The number of users; null where none was given.</param>
/// <param name="Share">The share of the users; null where none was given.</param>
internal readonly record struct ImpactFigures(decimal? Users, decimal? Share)
{
    public bool IsDataInvolved { get; private init; }

    public bool HasWorkaround { get; private init; }

    public static ImpactFigures Of(Impact impact)
    {
        var (users, share) = Read(impact.Users);
        return new ImpactFigures(users, share) { IsDataInvolved = Says(impact.Data), HasWorkaround = Says(impact.Workaround) };
    }

    public bool Reach(ImpactThreshold threshold) => Users >= threshold.Users || Share >= threshold.Share;

    public override string ToString() => Share is { } share
        ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} % of the users")
        : string.Create(CultureInfo.InvariantCulture, $"{Users:0} users");

    /// <summary>Reads "40 %", "1,200", "about 1200 users", "all" and "none".</summary>
    private static (decimal? Users, decimal? Share) Read(string? text)
    {
        if (text is null)
        {
            return default;
        }

        var start = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return Words.Of(text) is ["ALL" or "EVERYBODY" or "EVERYONE", ..] ? (null, 1m) : default;
        }

        var end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || IsInside(text, end)))
        {
            end++;
        }

        var digits = text[start..end].Replace(",", string.Empty, StringComparison.Ordinal);
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return default;
        }

        return text.AsSpan(end).TrimStart().StartsWith("%", StringComparison.Ordinal) ? (null, number / 100) : (number, null);
    }

    private static bool IsInside(string text, int at) => text[at] is ',' or '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]);

    private static bool Says(string? text) => !string.IsNullOrWhiteSpace(text) && Words.Of(text) is not ["NO" or "NONE", ..];
}
