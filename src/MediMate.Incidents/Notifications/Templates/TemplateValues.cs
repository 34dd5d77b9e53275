using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>The names of placeholders, compared by words, ignoring case.</summary>
internal static class TemplateValues
{
    private static readonly ImmutableArray<(ImmutableArray<string> Words, TemplateValue Value)> ByWords;

    static TemplateValues()
    {
        Names =
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
            ("next update", TemplateValue.NextUpdate),
            ("reference", TemplateValue.Reference),
            ("incident", TemplateValue.Reference),
        ];
        ByWords = [.. Names.Select(entry => (Words.Of(entry.Name), entry.Value))];
    }

    /// <summary>Gets the names with what they stand for.</summary>
    public static ImmutableArray<(string Name, TemplateValue Value)> Names { get; }

    public static IEnumerable<string> Known => Names.Select(entry => entry.Name);

    /// <summary>Makes the piece for a placeholder: slashes between anything but phase words are part of a name.</summary>
    public static TemplateSegment Read(string placeholder)
    {
        if (PhaseChoice.Read(placeholder) is { } words)
        {
            return new TemplateSegment(TemplateValue.Phase, placeholder, words);
        }

        var value = Find(placeholder);
        return new TemplateSegment(value, placeholder, value == TemplateValue.Phase ? PhaseChoice.Default : default);
    }

    private static TemplateValue Find(string placeholder)
    {
        var words = Words.Of(placeholder);
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
