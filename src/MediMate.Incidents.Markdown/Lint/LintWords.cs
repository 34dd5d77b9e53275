namespace MediMate.Incidents.Lint;

/// <summary>Cuts texts into words that can be compared: without case, punctuation and plural.</summary>
internal static class LintWords
{
    /// <summary>Longer texts are refused anyway, and would only cost time.</summary>
    private const int LongestText = 2_000;

    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var length = Math.Min(text.Length, LongestText);
        var start = -1;
        for (var index = 0; index <= length; index++)
        {
            var isWord = index < length && char.IsLetterOrDigit(text[index]);
            if (isWord && start < 0)
            {
                start = index;
            }
            else if (!isWord && start >= 0)
            {
                words.Add(Singular(text[start..index].ToUpperInvariant()));
                start = -1;
            }
        }

        return words;
    }

    private static string Singular(string word)
    {
        if (word.Length < 4 || word[^1] != 'S' || word[^2] is 'S' or 'I' or 'U')
        {
            return word;
        }

        if (word.EndsWith("IES", StringComparison.Ordinal))
        {
            return $"{word[..^3]}Y";
        }

        // "Breaches" and "crashes", but "outages" and "services".
        var stem = word[..^2];
        return word[^2] == 'E' && (stem.EndsWith("CH", StringComparison.Ordinal) || stem.EndsWith("SH", StringComparison.Ordinal)
            || stem.EndsWith("SS", StringComparison.Ordinal) || stem[^1] is 'X' or 'Z')
            ? stem
            : word[..^1];
    }
}
