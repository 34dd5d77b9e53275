using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>A message that a channel of the harness delivered.</summary>
public sealed record SentMessage
{
    /// <summary>Gets when.</summary>
    public required Instant At { get; init; }

    /// <summary>Gets the name of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Gets the message as the channel got it.</summary>
    public required OutgoingMessage Message { get; init; }
}
