using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>The names of placeholders, compared by words, ignoring case.</summary>
internal static class TemplateValues
{
    private static readonly ImmutableArray<(string Name, TemplateValue Value)> Names =
    [
        ("brief description", TemplateValue.Description),
        ("description", TemplateValue.Description),
        ("summary", TemplateValue.Description),
        ("User/System Effect", TemplateValue.Impact),
        ("impact", TemplateValue.Impact),
        ("level", TemplateValue.Level),
        ("severity", TemplateValue.Level),
        ("phase", TemplateValue.Phase),
        ("current status", TemplateValue.Phase),
        ("Immediate Actions", TemplateValue.NextSteps),
        ("next steps", TemplateValue.NextSteps),
        ("reference", TemplateValue.Reference),
        ("incident", TemplateValue.Reference),
    ];

    private static readonly ImmutableArray<string> PhaseWords =
    [
        "DETECTION", "ASSESSMENT", "CONTAINMENT", "INVESTIGATION", "RESOLUTION", "COMMUNICATION", "REVIEW",
    ];

    private static readonly ImmutableArray<(ImmutableArray<string> Words, TemplateValue Value)> ByWords =
        [.. Names.Select(entry => (Words.Of(entry.Name), entry.Value))];

    public static IEnumerable<string> Known => Names.Select(entry => entry.Name);

    public static TemplateValue Find(string placeholder)
    {
        var words = Words.Of(placeholder);
        if (words.IsEmpty)
        {
            return TemplateValue.Unknown;
        }

        // A choice of phase words, such as [Investigation/Containment/Resolution], is the present phase; other slashes are part of a name.
        if (placeholder.Contains('/') && words.All(word => PhaseWords.Contains(word)))
        {
            return TemplateValue.Phase;
        }

        foreach (var (known, value) in ByWords)
        {
            if (known.AsSpan().SequenceEqual(words.AsSpan()))
            {
                return value;
            }
        }

        return TemplateValue.Unknown;
    }
}
