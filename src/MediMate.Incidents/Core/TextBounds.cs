namespace MediMate.Incidents;

/// <summary>Bounds texts that come from outside, and tells whether they can be written and read back as they are.</summary>
internal static class TextBounds
{
    private const char WasCut = '…';

    /// <summary>
    /// Cuts a text, never within a character, and replaces halves of characters, which no store could give back as they are.
    /// </summary>
    /// <returns>The text itself where nothing is to do.</returns>
    public static string Cut(string? text, int most)
    {
        if (text is null)
        {
            return string.Empty;
        }

        if (text.Length > most)
        {
            var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
            text = string.Concat(text.AsSpan(0, end), [WasCut]);
        }

        return IsWellFormed(text) ? text : string.Concat(text.EnumerateRunes());
    }

    /// <summary>Tells whether a text has no half of a character in it.</summary>
    public static bool IsWellFormed(string text)
    {
        // Nearly all texts: the search takes many characters at once.
        var surrogate = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        if (surrogate < 0)
        {
            return true;
        }

        for (var i = surrogate; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
