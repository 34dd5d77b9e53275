namespace MediMate.Incidents;

/// <summary>Writes a plain text in the form that a channel wants.</summary>
internal static class MessageFormats
{
    public static string Encode(string text, MessageFormat format) => format switch
    {
        MessageFormat.Html => HtmlText.Encode(text),
        MessageFormat.Markdown => MarkdownText.Encode(text),
        _ => text,
    };
}
