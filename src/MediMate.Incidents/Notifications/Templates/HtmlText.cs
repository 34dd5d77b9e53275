using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MediMate.Incidents;

/// <summary>Writes a plain text as a piece of HTML that shows the same.</summary>
internal static class HtmlText
{
    private const string LineBreak = "<br>\n";

    // Letters of every script stay readable in the source; what means something to HTML never does.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal))
        {
            return Encoder.Encode(text);
        }

        var encoded = new StringBuilder(text.Length * 2);
        foreach (var line in text.AsSpan().Split('\n'))
        {
            encoded.Append(line.Start.Value == 0 ? string.Empty : LineBreak).Append(Encoder.Encode(text[line]));
        }

        return encoded.ToString();
    }
}
