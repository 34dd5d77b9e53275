using System.Globalization;
using System.Text;

namespace MediMate.Incidents;

/// <summary>
/// Makes a text fit to be shown, whatever came in: one kind of line break, no control characters, nothing that turns the direction of what
/// follows, no half characters.
/// </summary>
internal static class CleanText
{
    private const char Unprintable = '\uFFFD';

    /// <summary>Cleans a text of any number of lines; line feeds and tabs stay.</summary>
    public static string Lines(string text) => IsPlain(text) || IsClean(text, isOneLine: false) ? text : Clean(text, isOneLine: false);

    /// <summary>Cleans a text that has to stand on one line: a line break is a blank.</summary>
    public static string Line(string text) => IsPlain(text) || IsClean(text, isOneLine: true) ? text : Clean(text, isOneLine: true);

    /// <summary>Tells whether a reader would see nothing.</summary>
    public static bool IsBlank(string text)
    {
        // Nearly all texts begin with something to see.
        if (text.Length > 0 && text[0] is > ' ' and <= '~')
        {
            return false;
        }

        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !IsInvisible(rune))
            {
                return false;
            }
        }

        return true;
    }

    // Nearly all texts: the search takes many characters at once.
    private static bool IsPlain(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;

    private static bool IsClean(string text, bool isOneLine)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if ((isOneLine || text[i] is not ('\n' or '\t')) && (IsLineBreak(text[i]) || char.IsControl(text[i]) || MayBeWrong(text[i])))
            {
                return false;
            }
        }

        return true;
    }

    private static string Clean(string text, bool isOneLine)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                continue;
            }

            if (IsLineBreak(letter))
            {
                clean.Append(isOneLine ? ' ' : '\n');
            }
            else if (letter == '\t')
            {
                clean.Append(isOneLine ? ' ' : '\t');
            }
            else if (char.IsSurrogate(letter) && i + 1 < text.Length && char.IsSurrogatePair(letter, text[i + 1]))
            {
                clean.Append(letter).Append(text[++i]);
            }
            else if (!IsTurning(letter))
            {
                clean.Append(char.IsControl(letter) || MayBeWrong(letter) ? Unprintable : letter);
            }
        }

        return isOneLine ? clean.ToString().Trim(' ') : clean.ToString();
    }

    private static bool IsLineBreak(char letter) => letter is '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Embeddings, overrides and isolates: one that is not closed would turn the rest of the message.</summary>
    private static bool IsTurning(char letter) => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool MayBeWrong(char letter) => char.IsSurrogate(letter) || IsTurning(letter) || letter is '\uFFFE' or '\uFFFF';

    /// <summary>
    /// Characters that show nothing, beside those of the categories for control and format: what Unicode lets a reader's device ignore, and the
    /// Braille pattern without a dot.
    /// </summary>
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x2800 or 0x3164 or (>= 0xFE00 and <= 0xFE0F)
            or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);
}
