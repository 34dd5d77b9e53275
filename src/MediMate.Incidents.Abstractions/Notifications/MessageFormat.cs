namespace MediMate.Incidents;

/// <summary>The form in which a channel takes the bodies of messages.</summary>
public enum MessageFormat
{
    /// <summary>Text as it is; lines end in a line feed.</summary>
    PlainText,

    /// <summary>A piece of HTML: encoded text, with <c>&lt;br&gt;</c> where a line ends.</summary>
    Html,

    /// <summary>A paragraph of Markdown (CommonMark): escaped text, with hard line breaks.</summary>
    Markdown,
}
