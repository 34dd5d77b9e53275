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

    /// <summary>Gets how many messages go out in it, of several incidents; <see cref="Incident"/> is the worst of them.</summary>
    /// <value>Zero for a message that is no bundle.</value>
    public int Bundles { get; init; }

    /// <summary>Gets the language of the template from which the body was rendered.</summary>
    /// <value>A tag such as <c>ms</c>; <see langword="null"/> for a template's default text, and for messages that no template renders.</value>
    public string? Language { get; init; }
}
