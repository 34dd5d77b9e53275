using System.Globalization;
using System.Text;
using MediMate.Incidents.Documents;

namespace MediMate.Incidents.Writing;

/// <summary>Writes a text on one line so that it is read back letter by letter: as it is where that does, else with every mark escaped.</summary>
internal static class WrittenText
{
    /// <param name="text">The text.</param>
    /// <param name="separators">What the reader of the place takes for a separator unless it is escaped.</param>
    public static string Of(string text, string separators = "") => IsPlain(text, separators) ? text : Escape(text);

    public static string List(IEnumerable<string> texts, string separators = "") =>
        string.Join(", ", texts.Select(text => Of(text, $",|{separators}")));

    private static bool IsPlain(string text, string separators) =>
        text.Length == 0
        || (text.AsSpan().IndexOfAny(separators) < 0
            && !text.Contains('\\', StringComparison.Ordinal)
            && StartsAsText(text)
            && text[^1] is not (' ' or '#')
            && !text.Any(letter => letter != ' ' && char.IsWhiteSpace(letter))
            && InlineText.Read(text) == text);

    // At the beginning of a line nearly every mark means something to Markdown, and a number with a point is a list.
    private static bool StartsAsText(string text)
    {
        var digits = text.Length - text.AsSpan().TrimStart("0123456789").Length;
        return digits > 0
            ? digits == text.Length || text[digits] is not ('.' or ')' or ':')
            : char.IsLetter(text[0]) || text[0] is '"' or '“' or '‘' or '(';
    }

    private static string Escape(string text)
    {
        var written = new StringBuilder(text.Length * 2);
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            var isOutside = index == 0 || index == text.Length - 1;
            if (char.IsAscii(letter) && (char.IsPunctuation(letter) || char.IsSymbol(letter)))
            {
                written.Append('\\').Append(letter);
            }
            else if ((char.IsWhiteSpace(letter) && (letter != ' ' || isOutside)) || letter is '–' or '—')
            {
                written.Append(CultureInfo.InvariantCulture, $"&#{(int)letter};");
            }
            else
            {
                written.Append(letter);
            }
        }

        return written.ToString();
    }
}
