namespace MediMate.Incidents.Sections;

/// <summary>Compares names by their words: without case, punctuation and plural.</summary>
internal static class HeadingWords
{
    private const int OnTheStack = 256;

    // What "&" says.
    private const string And = "AND";

    public static string Of(string text)
    {
        // Each word has a blank behind it, the last one too, and each "&" is a word of three with blanks around it.
        var needed = text.Length + 1 + (text.AsSpan().Count('&') * (And.Length + 2));
        var words = needed <= OnTheStack ? stackalloc char[OnTheStack] : new char[needed];
        var (length, start) = (0, 0);
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
            {
                words[length++] = char.ToUpperInvariant(letter);
                continue;
            }

            End(words, ref start, ref length);
            if (letter == '&')
            {
                And.CopyTo(words[length..]);
                length += And.Length;
                End(words, ref start, ref length);
            }
        }

        End(words, ref start, ref length);
        var result = words[..Math.Max(length - 1, 0)];
        return result.SequenceEqual(text) ? text : result.ToString();
    }

    public static bool Same(string one, string other) => Of(one) == Of(other);

    /// <summary>Ends the word that began at <paramref name="start"/>, if there is one: in the singular, with a blank behind it.</summary>
    private static void End(Span<char> words, ref int start, ref int length)
    {
        if (length == start)
        {
            return;
        }

        var word = words[start..length];
        if (word.Length > 3 && word[^1] == 'S' && word[^2] is not ('S' or 'I'))
        {
            length--;
        }

        words[length++] = ' ';
        start = length;
    }
}
