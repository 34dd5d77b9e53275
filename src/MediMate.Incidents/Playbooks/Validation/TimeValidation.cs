using System.Globalization;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The checks on times. Without an upper limit the sum of two could leave the calendar while an incident is open.</summary>
internal static class TimeValidation
{
    /// <summary>The longest time: 100 years of 365 days, far above any that a team means.</summary>
    private static readonly Duration Longest = Duration.FromDays(36_500);

    public static void Check(string what, Duration value, List<PlaybookFinding> findings, bool allowsZero = false)
    {
        if (value < Duration.Zero || (value == Duration.Zero && !allowsZero))
        {
            findings.Add(PlaybookFindings.NotPositive(what, value));
        }

        CheckLength(what, value, findings);
    }

    /// <summary>Checks how long all loops of a ladder take together.</summary>
    public static void CheckLoops(string what, Duration cycle, int repeats, List<PlaybookFinding> findings)
    {
        var days = cycle.TotalDays * (repeats + 1d);
        if (days > Longest.TotalDays)
        {
            findings.Add(PlaybookFindings.TooLong(what, string.Create(CultureInfo.InvariantCulture, $"{days:0} days")));
        }
    }

    public static void CheckLength(string what, Duration value, List<PlaybookFinding> findings)
    {
        if (value > Longest)
        {
            findings.Add(PlaybookFindings.TooLong(what, PlaybookFindings.Format(value)));
        }
    }
}
