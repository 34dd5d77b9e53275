using System.Globalization;

namespace MediMate.Incidents.Lint;

/// <summary>The findings of the lint rules: codes MMI1131 and up. A code never changes its meaning; each has a page in the documentation.</summary>
internal static class LintFindings
{
    private const int LongestQuote = 80;

    public static PlaybookFinding OverlappingExamples(string topic, string example, string level, string other, string otherLevel) => new()
    {
        Code = "MMI1131",
        Level = FindingLevel.Info,
        Message = $"\"{Cut(example)}\" ({level}) and \"{Cut(other)}\" ({otherLevel}) both speak of {topic}: at night people may choose either level.",
        Remedy = "Say in each what makes the difference, or give both to one level.",
    };

    public static PlaybookFinding UnmeasurableTrigger(string trigger, bool speaksOfFeatures) => Warning(
        "MMI1132",
        $"The rollback trigger \"{Cut(trigger)}\" cannot be measured: it has no comparison, no signal category and no named feature.",
        speaksOfFeatures
            ? "Name the features under a heading \"Features\", or write a comparison such as \"Error rate > 1%\"."
            : "Write a comparison such as \"Error rate > 1%\", a category such as \"Security vulnerability detected\", or a feature that stands under a heading \"Features\".");

    public static PlaybookFinding MissingOwner(string responsibility, string role) => Warning(
        "MMI1133",
        $"The responsibility \"{Cut(responsibility)}\" has no owner: it names no role of the team and no contact.",
        $"Write who does it, for instance \"{Cut(responsibility)}: {Cut(role)}\".");

    public static PlaybookFinding MissingPeriod(string duty, string words) => Warning(
        "MMI1134",
        $"The duty \"{Cut(duty)}\" says \"{words.ToLower(CultureInfo.InvariantCulture)}\" but not how often.",
        "Write the period, for instance \"quarterly\", \"monthly\" or \"every 2 weeks\".");

    public static PlaybookFinding MisspeltHeading(string heading, string name) => Warning(
        "MMI1135",
        $"The heading \"{Cut(heading)}\" is not known and its section is kept as a note; it looks like \"{name}\".",
        $"Write \"{name}\", or put the section under a heading \"Notes\" if it is one.");

    private static PlaybookFinding Warning(string code, string message, string remedy) =>
        new() { Code = code, Level = FindingLevel.Warning, Message = message, Remedy = remedy };

    private static string Cut(string text) => text.Length <= LongestQuote ? text : $"{text[..(LongestQuote - 1)]}…";
}
