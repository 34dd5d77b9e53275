using System.Buffers;
using System.Globalization;
using System.Text;

namespace MediMate.Incidents;

/// <summary>Writes a plain text as one paragraph of Markdown (CommonMark) that shows the same.</summary>
/// <remarks>
/// Every mark of ASCII that some dialect reads as markup is escaped wherever it stands, so that no dialect, no place in a line and no
/// neighbour gives it a meaning. Line breaks are hard breaks, also those of empty lines: the paragraph never ends.
/// </remarks>
internal static class MarkdownText
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("!\"#$&'()*+-.:<=>@[\\]^_`{|}~");

    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length * 2);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '\n' && i < text.Length - 1)
            {
                encoded.Append("\\\n");
            }
            else if (Marks.Contains(letter))
            {
                encoded.Append('\\').Append(letter);
            }
            else if (char.IsWhiteSpace(letter) && (letter != ' ' || IsAtEndOfLine(text, i)))
            {
                encoded.Append(CultureInfo.InvariantCulture, $"&#{(int)letter};");
            }
            else
            {
                encoded.Append(letter);
            }
        }

        return encoded.ToString();
    }

    /// <summary>Blanks at either end of a line are taken for layout.</summary>
    private static bool IsAtEndOfLine(string text, int i) =>
        i == 0 || i == text.Length - 1 || text[i - 1] == '\n' || text[i + 1] == '\n';
}
