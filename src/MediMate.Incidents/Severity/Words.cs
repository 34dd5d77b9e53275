using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>How words are compared: case-folded, a trailing s or es ignored on either side. No stemming, no negation.</summary>
internal static class Words
{
    /// <summary>Cuts a text into words: runs of letters and digits.</summary>
    public static ImmutableArray<string> Of(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var folded = text.ToUpperInvariant();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isWord = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (isWord && start < 0)
            {
                start = i;
            }
            else if (!isWord && start >= 0)
            {
                words.Add(folded[start..i]);
                start = -1;
            }
        }

        return words.DrainToImmutable();
    }

    /// <summary>Compares two words that <see cref="Of"/> gave.</summary>
    public static bool AreSame(string one, string other) =>
        one == other || IsPlural(one, other) || IsPlural(other, one);

    private static bool IsPlural(string word, string singular) =>
        word.Length > singular.Length
        && word.StartsWith(singular, StringComparison.Ordinal)
        && (word.Length - singular.Length == 1 ? word[^1] == 'S' : word.Length - singular.Length == 2 && word.EndsWith("ES", StringComparison.Ordinal));
}
