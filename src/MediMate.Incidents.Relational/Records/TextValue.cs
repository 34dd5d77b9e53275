namespace MediMate.Incidents;

/// <summary>Texts in columns are there to be looked for and read by people; what counts is in the bytes beside them.</summary>
internal static class TextValue
{
    private const int Longest = 1000;

    /// <summary>Makes a text fit for a column: no zero character, which PostgreSQL refuses, no half of a surrogate pair, and no more than a thousand characters.</summary>
    public static string Clean(string text)
    {
        if (text.Length <= Longest && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0', StringComparison.Ordinal))
        {
            return text;
        }

        var cut = text.Length > Longest ? text[..Longest] : text;
        var clean = new System.Text.StringBuilder(cut.Length);
        foreach (var rune in cut.EnumerateRunes())
        {
            clean.Append(rune.Value == 0 ? "\uFFFD" : rune.ToString());
        }

        return clean.ToString();
    }
}
