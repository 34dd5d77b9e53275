using System.Buffers;
using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What holds of a checklist item whose playbook does not say whether it binds.</summary>
internal static class ChecklistDefaults
{
    private static readonly ImmutableArray<ImmutableArray<string>> OptionalPhrases =
    [
        .. new[]
        {
            "if needed", "where needed", "as needed", "when needed", "if necessary", "where necessary", "as necessary", "when necessary",
            "if required", "as required", "optional",
        }.Select(Words.Of),
    ];

    // A word of each phrase: most texts have none, and are not taken apart.
    private static readonly SearchValues<string> Hints = SearchValues.Create(["need", "necessar", "require", "optional"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells whether an item binds. What the first phase lists is where signals come from; "if needed" leaves it to the team.</summary>
    public static bool IsRequired(IncidentPhase phase, string text)
    {
        if (phase == IncidentPhase.Detected)
        {
            return false;
        }

        if (!text.AsSpan().ContainsAny(Hints))
        {
            return true;
        }

        var words = Words.Of(text);
        return !OptionalPhrases.Any(phrase => Contains(words.AsSpan(), phrase.AsSpan()));
    }

    private static bool Contains(ReadOnlySpan<string> words, ReadOnlySpan<string> phrase)
    {
        for (var start = 0; start + phrase.Length <= words.Length; start++)
        {
            if (words.Slice(start, phrase.Length).SequenceEqual(phrase))
            {
                return true;
            }
        }

        return false;
    }
}
