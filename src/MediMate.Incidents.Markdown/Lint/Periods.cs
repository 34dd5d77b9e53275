namespace MediMate.Incidents.Lint;

/// <summary>Tells whether a text says how often: "quarterly", "every 2 weeks", "twice a year", "after each incident".</summary>
internal static class Periods
{
    // "Every other week", "every first working day".
    private const int WordsBetween = 3;

    private static readonly PhraseSet Adverbs = new(
    [
        "hourly", "daily", "nightly", "weekly", "biweekly", "fortnightly", "monthly", "bimonthly", "quarterly", "yearly", "annual", "annually", "biannual", "biannually",
        "semiannual", "semiannually", "biennial", "biennially", "half-yearly", "24/7", "around the clock", "round the clock", "day and night",
    ]);

    private static readonly HashSet<string> Weekdays = new(StringComparer.Ordinal)
    {
        "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY",
    };

    private static readonly HashSet<string> Events = new(StringComparer.Ordinal)
    {
        "INCIDENT", "RELEASE", "DEPLOYMENT", "DEPLOY", "SPRINT", "CHANGE", "ROLLBACK", "OUTAGE",
    };

    private static readonly HashSet<string> Units = new(
        Weekdays.Concat(Events).Concat(
        [
            "MINUTE", "HOUR", "SHIFT", "DAY", "NIGHT", "MORNING", "WEEKEND", "WEEK", "FORTNIGHT", "MONTH", "QUARTER", "SEMESTER", "TERM", "YEAR", "JANUARY", "FEBRUARY", "MARCH",
            "APRIL", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER",
        ]),
        StringComparer.Ordinal);

    public static bool AreIn(IReadOnlyList<string> words) =>
        Adverbs.IsIn(words) || Enumerable.Range(0, words.Count).Any(index => BeginsAt(words, index));

    private static bool BeginsAt(IReadOnlyList<string> words, int index)
    {
        var following = words.Skip(index + 1).Take(WordsBetween);
        return words[index] switch
        {
            "EVERY" or "EACH" or "PER" => following.Any(Units.Contains),
            "ONCE" or "TWICE" or "THRICE" or "TIME" => following.FirstOrDefault() is "A" or "AN" or "IN" && following.Any(Units.Contains),
            "ON" => following.FirstOrDefault() is { } day && Weekdays.Contains(day),
            "AFTER" or "BEFORE" => following.Take(2).Any(Events.Contains),
            _ => false,
        };
    }
}
