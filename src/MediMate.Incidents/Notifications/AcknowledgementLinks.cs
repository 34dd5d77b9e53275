using System.Text.Encodings.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediMate.Incidents;

/// <summary>Gives pages their acknowledgement token, and the link with it.</summary>
internal sealed class AcknowledgementLinks(AcknowledgementKeys keys, IOptions<IncidentResponseOptions> options, ILogger<AcknowledgementLinks> logger)
{
    public const string Placeholder = "{token}";

    private const string Label = "Acknowledge: ";

    /// <summary>Tells whether a text is a pattern for links.</summary>
    public static bool IsPattern(string pattern)
    {
        var parts = pattern.Split(Placeholder);
        return parts.Length == 2
            && !pattern.Any(letter => letter is <= ' ' or '<' or '>' or '"' or '\\' or (>= '\u007F' and <= '\u00A0'))
            && Uri.TryCreate(string.Concat(parts[0], "t", parts[1]), UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)

            // In the name of a host it would lead each reader somewhere else.
            && Uri.TryCreate(string.Concat(parts[0], "u", parts[1]), UriKind.Absolute, out var other)
            && address.Authority == other.Authority;
    }

    /// <summary>Ends a body in a link, in the form of the body.</summary>
    public static string AddTo(string body, string? link, MessageFormat format) => (link, format) switch
    {
        (null, _) => body,
        (_, MessageFormat.Html) => $"{body}<br>\n{Label}<a href=\"{HtmlEncoder.Default.Encode(link)}\">{HtmlEncoder.Default.Encode(link)}</a>",
        (_, MessageFormat.Markdown) => $"{body}\\\n{MarkdownText.Encode(Label.TrimEnd())} <{link}>",
        _ => $"{body}\n{Label}{link}",
    };

    /// <summary>Makes the token of a message: the same for each attempt, on whatever node.</summary>
    /// <returns><see langword="null"/> for what offers nothing, and where the key cannot be had: a page does not wait for it.</returns>
    public async ValueTask<string?> TokenOfAsync(OutboxMessage message)
    {
        if (message.Offer is not { } offer)
        {
            return null;
        }

        try
        {
            var known = await keys.GetAsync(CancellationToken.None).ConfigureAwait(false);
            return AcknowledgementToken.Write(message.IncidentId, message.To, offer, known[0].AsSpan());
        }
        catch (IncidentStoreException exception)
        {
            EngineLog.NoSigningKey(logger, exception);
            return null;
        }
    }

    /// <summary>Makes the link with a token.</summary>
    public string? LinkOf(string? token) => token is null ? null : options.Value.AcknowledgementLink?.Replace(Placeholder, token, StringComparison.Ordinal);
}
