using NodaTime;

namespace MediMate.Incidents;

/// <summary>A message as a channel gets it.</summary>
public sealed record OutgoingMessage
{
    /// <summary>Gets the key: the same for each attempt at the same message.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the incident's reference.</summary>
    public required string Incident { get; init; }

    /// <summary>Gets the incident's id.</summary>
    public required IncidentId IncidentId { get; init; }

    /// <summary>Gets when it was written: with the event that caused it.</summary>
    public Instant QueuedAt { get; init; }

    /// <summary>Gets what it wants of its reader.</summary>
    public required MessageKind Kind { get; init; }

    /// <summary>Gets whom it is for.</summary>
    public required MessageAudience Audience { get; init; }

    /// <summary>Gets the person.</summary>
    public required string To { get; init; }

    /// <summary>Gets the address on this channel.</summary>
    /// <value>Empty when the channel knows the person by id.</value>
    public required string Address { get; init; }

    /// <summary>Gets the text.</summary>
    /// <value>In the form <see cref="Format"/>. Values in it are encoded: none of them is markup, a line break of a header, or a placeholder.</value>
    public required string Body { get; init; }

    /// <summary>Gets the form of the body.</summary>
    /// <value>The one for which the channel asked when sending began; another attempt sends the same, whatever the channel asks for by then.</value>
    public MessageFormat Format { get; init; }

    /// <summary>Gets the token by which the reader of a page acknowledges, with nothing else: <see cref="IIncidentResponse.AcknowledgeByTokenAsync"/> takes it.</summary>
    /// <value>Letters of a URI's path or query, the same for each attempt; <see langword="null"/> for what is no page.</value>
    /// <remarks>Whoever has the token can acknowledge as this person until it expires: do not write it to a log.</remarks>
    public string? AcknowledgementToken { get; init; }

    /// <summary>Gets the link by which the reader of a page acknowledges.</summary>
    /// <value><see langword="null"/> where there is no token, or the engine's options have no <c>AcknowledgementLink</c>.</value>
    public string? AcknowledgementLink { get; init; }

    /// <summary>Gets how many messages go out in it, of several incidents; <see cref="Incident"/> is the worst of them.</summary>
    /// <value>Zero for a message that is no bundle.</value>
    public int Bundles { get; init; }

    /// <summary>Gets the language of the template from which the body was rendered.</summary>
    /// <value>A tag such as <c>ms</c>; <see langword="null"/> for a template's default text, and for messages that no template renders.</value>
    public string? Language { get; init; }
}
