using System.Globalization;
using MediMate.Incidents.Documents;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>The words in which a rule says what lets it speak and what it does.</summary>
internal static class RuleText
{
    private const string Warned = "WARNED";
    private const string Breached = "BREACHED";
    private const string Step = "STEP";
    private const string Ran = "RAN";
    private const string LabelWord = "label ";

    public const string KnownTriggers = "declared, exhausted, response warned, response breached, clock breached, step ran, step 2 ran, label service=payments";

    public static EscalationVerb? Verb(string text) => HeadingWords.Of(text) switch
    {
        "TELL" => EscalationVerb.Tell,
        "CLIMB" => EscalationVerb.Climb,
        _ => null,
    };

    public static MessageKind? Kind(string text) => HeadingWords.Of(text) switch
    {
        "PAGE" => MessageKind.Page,
        "NOTE" => MessageKind.Note,
        _ => null,
    };

    /// <summary>Finds the labels in <c>label service=payments</c>.</summary>
    public static Piece? LabelsIn(Piece cell) => cell.Text.StartsWith(LabelWord, StringComparison.OrdinalIgnoreCase) ? cell.From(LabelWord.Length) : null;

    /// <summary>Reads what lets a rule speak.</summary>
    /// <returns>The rule with it; <see langword="null"/> when the words are none of the known.</returns>
    public static EscalationRule? When(string text, EscalationRule rule)
    {
        var words = HeadingWords.Of(text).Split(' ');
        return words switch
        {
            ["DECLARED"] => rule with { When = RuleTrigger.Declared },
            ["EXHAUSTED"] => rule with { When = RuleTrigger.Exhausted },
            [Step, Ran] => rule with { When = RuleTrigger.StepRan },
            [Step, var step, Ran] when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
                rule with { When = RuleTrigger.StepRan, Step = number },
            [.. var clock, Warned] => OfClock(clock, rule with { When = RuleTrigger.ClockWarned }),
            [.. var clock, Breached] => OfClock(clock, rule with { When = RuleTrigger.ClockBreached }),
            _ => null,
        };
    }

    public static string Format(EscalationRule rule) => rule.When switch
    {
        RuleTrigger.ClockWarned => $"{Clock(rule)} warned",
        RuleTrigger.ClockBreached => $"{Clock(rule)} breached",
        RuleTrigger.StepRan => rule.Step is { } step ? string.Create(CultureInfo.InvariantCulture, $"step {step} ran") : "step ran",
        RuleTrigger.Exhausted => "exhausted",
        _ => "declared",
    };

    /// <summary>Reads <c>response</c>, <c>response clock</c>, or <c>clock</c> for any.</summary>
    private static EscalationRule? OfClock(string[] words, EscalationRule rule)
    {
        var name = string.Join(' ', words is [.. var before, "CLOCK"] ? before : words);
        if (name.Length == 0 || name == "ANY")
        {
            return words.Length == 0 ? null : rule;
        }

        var known = KnownClocks.All.FirstOrDefault(clock => HeadingWords.Same(clock.Title, name) || HeadingWords.Same(clock.Name, name));
        return known.Name is null ? null : rule with { Clock = known.Name };
    }

    private static string Clock(EscalationRule rule) => KnownClocks.All.FirstOrDefault(clock => clock.Name == rule.Clock).Title ?? "clock";
}
