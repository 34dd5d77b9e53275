namespace MediMate.Incidents;

/// <summary>Language tags (BCP 47), as far as choosing a template goes: their form, and how one is shortened to find a wider match.</summary>
internal static class LanguageTag
{
    private const int LongestSubtag = 8;

    /// <summary>Tells whether a text has the form of a tag, such as <c>ms</c>, <c>ms-MY</c> or <c>zh-Hant</c>.</summary>
    public static bool IsReadable(string tag)
    {
        var isFirst = true;
        foreach (var range in tag.AsSpan().Split('-'))
        {
            var subtag = tag.AsSpan()[range];
            if (subtag.Length > LongestSubtag || (isFirst ? !IsLanguage(subtag) : !IsLetterOrDigits(subtag)))
            {
                return false;
            }

            isFirst = false;
        }

        return true;
    }

    /// <summary>Leaves the last subtag out, with a single letter before it, which only announces what follows.</summary>
    /// <returns>The shorter tag, or <see langword="null"/> when nothing is left.</returns>
    public static string? Shorten(string tag)
    {
        var end = tag.LastIndexOf('-');
        if (end > 2 && tag[end - 2] == '-')
        {
            end -= 2;
        }

        return end > 0 ? tag[..end] : null;
    }

    private static bool IsLanguage(ReadOnlySpan<char> subtag)
    {
        foreach (var letter in subtag)
        {
            if (!char.IsAsciiLetter(letter))
            {
                return false;
            }
        }

        return subtag.Length >= 2;
    }

    private static bool IsLetterOrDigits(ReadOnlySpan<char> subtag)
    {
        foreach (var letter in subtag)
        {
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                return false;
            }
        }

        return subtag.Length >= 1;
    }
}
