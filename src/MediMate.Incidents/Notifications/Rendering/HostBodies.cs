using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace MediMate.Incidents;

/// <summary>Looks at what a host's renderer made, as its reader would see it.</summary>
internal static class HostBodies
{
    /// <summary>No page and no mail is that long; what is would only fill the store.</summary>
    private const int MostOfBody = 1_000_000;

    /// <summary>Brackets by the names that HTML gives them beside those that the library knows.</summary>
    private static readonly ImmutableArray<string> NamesOfBrackets = ["&lbrack;", "&lsqb;", "&rbrack;", "&rsqb;"];

    /// <summary>Says why a body is none.</summary>
    /// <returns>The reason, or <see langword="null"/> where it can go out.</returns>
    public static string? WhyNot(string? body, MessageFormat format) => body switch
    {
        { Length: > MostOfBody } => FormattableString.Invariant($"the renderer gave {body.Length} characters, more than {MostOfBody}"),
        null => "the renderer gave nothing",
        _ when CleanText.IsBlank(Shown(body, format)) => "the renderer gave nothing",
        _ => null,
    };

    /// <summary>Takes out what no store and no channel could give on as it is.</summary>
    public static string Clean(string body, MessageFormat format) => format == MessageFormat.PlainText ? CleanText.Lines(body) : TextBounds.Cut(body, MostOfBody);

    /// <summary>Tells whether a reader would see a bracket, however it is written.</summary>
    public static bool ShowsBracket(string body, MessageFormat format) =>
        body.AsSpan().IndexOfAny('[', ']') >= 0
        || Shown(body, format).AsSpan().IndexOfAny('[', ']') >= 0
        || (format != MessageFormat.PlainText && NamesOfBrackets.Any(name => body.Contains(name, StringComparison.Ordinal)));

    private static string Shown(string body, MessageFormat format) => format switch
    {
        MessageFormat.Html => WebUtility.HtmlDecode(WithoutTags(body)),
        MessageFormat.Markdown => WebUtility.HtmlDecode(body),
        _ => body,
    };

    private static string WithoutTags(string html)
    {
        var text = new StringBuilder(html.Length);
        var isInTag = false;
        foreach (var letter in html)
        {
            isInTag = letter == '<' || (isInTag && letter != '>');
            if (!isInTag && letter != '>')
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }
}
