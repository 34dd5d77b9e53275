using NodaTime;

namespace MediMate.Incidents;

/// <summary>What is remembered of an accepted command that came with an idempotency key, so that giving it again changes nothing.</summary>
public sealed record StoreReceipt
{
    /// <summary>Gets the idempotency key.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the hash of what was asked: the same key with another content is another command.</summary>
    /// <value>SHA-256 as 64 hexadecimal digits in lower case.</value>
    public required string ContentHash { get; init; }

    /// <summary>Gets the incident that the command was about or declared.</summary>
    /// <value><see langword="null"/> when it had none.</value>
    public IncidentId? IncidentId { get; init; }

    /// <summary>Gets the silence that the command began, or that took the signal.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public Guid? SilenceId { get; init; }

    /// <summary>Gets the sequence number of the first event of the commit.</summary>
    /// <value>One more than <see cref="LastSequence"/> when the command left no event.</value>
    public long FirstSequence { get; init; }

    /// <summary>Gets the sequence number of the last event of the commit.</summary>
    public long LastSequence { get; init; }

    /// <summary>Gets when the command was accepted.</summary>
    public required Instant At { get; init; }

    /// <summary>Gets from when on the receipt counts as absent.</summary>
    public required Instant ExpiresAt { get; init; }
}
