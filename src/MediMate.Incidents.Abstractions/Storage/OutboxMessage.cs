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

    /// <summary>Gets the key of the bundle for which it is held, or in which it goes out.</summary>
    /// <value><see langword="null"/> for a message that goes out by itself.</value>
    public string? BundledInto { get; init; }

    /// <summary>Gets how many messages go out in it.</summary>
    /// <value>Zero for a message that is no bundle.</value>
    public int Bundles { get; init; }

    /// <summary>Gets why it could not go out in its bundle: it fails by itself when it is taken up next, and no channel is called.</summary>
    public string? Undeliverable { get; init; }

    /// <summary>Gets the bundle that it is, or belongs to: by it a store finds the rows of a bundle.</summary>
    public string? Bundle => Bundles > 0 ? Key : BundledInto;

    /// <summary>Gets a value indicating whether a bundle that is on its way carries it.</summary>
    public bool IsCarried => Status == OutboxStatus.Sending && BundledInto is not null && Bundles == 0;

    /// <inheritdoc/>
    public override Instant? DueAt => IsCarried ? null : base.DueAt;

    /// <summary>Gets the rendered text.</summary>
    /// <value><see langword="null"/> until sending begins; kept from then on, so that each attempt sends the same.</value>
    public string? Body { get; init; }

    /// <summary>Gets the form of <see cref="Body"/>.</summary>
    public MessageFormat Format { get; init; }

    /// <summary>Gets the language of the template from which <see cref="Body"/> was rendered.</summary>
    /// <value>A tag such as <c>ms</c>; <see langword="null"/> for a template's default text, and for messages that no template renders.</value>
    public string? Language { get; init; }
}
