using NodaTime;

namespace MediMate.Incidents;

/// <summary>A message to one person on one channel.</summary>
public sealed record OutboxMessage : OutboxRow
{
    /// <summary>Gets the person.</summary>
    public required string To { get; init; }

    /// <summary>Gets the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Gets the address on the channel.</summary>
    public string Address { get; init; } = string.Empty;

    /// <summary>Gets the language that the person reads.</summary>
    /// <value>A tag such as <c>ms-MY</c>, as the contact directory gave it; <see langword="null"/> where it is not known.</value>
    public string? ReaderLanguage { get; init; }

    /// <summary>Gets how often sending has begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets from when on it is not sent any more.</summary>
    /// <value><see langword="null"/> for never, as in rows of earlier versions.</value>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Gets what its reader may do by the token that it carries.</summary>
    /// <value><see langword="null"/> for what is no page.</value>
    public AcknowledgementOffer? Offer { get; init; }

    /// <summary>Gets the rendered text.</summary>
    /// <value><see langword="null"/> until sending begins; kept from then on, so that each attempt sends the same.</value>
    public string? Body { get; init; }

    /// <summary>Gets the form of <see cref="Body"/>.</summary>
    public MessageFormat Format { get; init; }

    /// <summary>Gets the language of the template from which <see cref="Body"/> was rendered.</summary>
    /// <value>A tag such as <c>ms</c>; <see langword="null"/> for a template's default text, and for messages that no template renders.</value>
    public string? Language { get; init; }
}
