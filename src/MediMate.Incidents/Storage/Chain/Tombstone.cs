using NodaTime;

namespace MediMate.Incidents;

/// <summary>What is left of an incident that was purged: that it was there, how far it had come, who purged it, when and why.</summary>
public sealed record Tombstone
{
    /// <summary>Gets the incident.</summary>
    public required IncidentId IncidentId { get; init; }

    /// <summary>Gets its reference, for instance <c>INC-12</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>Gets the place of its last event.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the hash of its last event.</summary>
    /// <value>32 bytes.</value>
    public required ReadOnlyMemory<byte> Head { get; init; }

    /// <summary>Gets when it was purged.</summary>
    public required Instant PurgedAt { get; init; }

    /// <summary>Gets who purged it.</summary>
    public required Actor By { get; init; }

    /// <summary>Gets why.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the id of the key that signed it.</summary>
    /// <value><see langword="null"/> where none is configured.</value>
    public string? KeyId { get; init; }

    /// <summary>Gets the hash over everything above.</summary>
    /// <value>32 bytes; empty before <see cref="Seal"/>.</value>
    public ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary>Gets the signature of the hash.</summary>
    /// <value>ECDSA in DER; <see langword="null"/> where no key is configured.</value>
    public ReadOnlyMemory<byte>? Signature { get; init; }

    private static ReadOnlySpan<byte> Tag => "MediMate.Incidents/tombstone/1\n"u8;

    /// <summary>Takes the hash. For a signature there is <see cref="CheckpointSigner"/>.</summary>
    /// <returns>The tombstone without a signature.</returns>
    /// <exception cref="ArgumentException">The hash of the last event is not 32 bytes long.</exception>
    public Tombstone Seal() => this with { Hash = ComputeHash(), Signature = null };

    /// <summary>Computes the hash that it has to have.</summary>
    /// <returns>32 bytes.</returns>
    /// <exception cref="ArgumentException">The hash of the last event is not 32 bytes long.</exception>
    public byte[] ComputeHash() => new CanonicalBytes(256)
        .AddTag(Tag)
        .Add(IncidentId)
        .Add(Reference)
        .Add(Sequence)
        .AddHash(Head.Span)
        .Add(PurgedAt)
        .Add(By.Kind.ToString())
        .Add(By.Id)
        .Add(Reason)
        .Add(KeyId ?? string.Empty)
        .Hash();

    /// <summary>Compares with another tombstone, byte for byte.</summary>
    /// <param name="other">The other tombstone.</param>
    /// <returns><see langword="true"/> when both say the same.</returns>
    public bool Equals(Tombstone? other) =>
        other is not null
        && IncidentId == other.IncidentId
        && Reference == other.Reference
        && Sequence == other.Sequence
        && Head.Span.SequenceEqual(other.Head.Span)
        && PurgedAt == other.PurgedAt
        && By == other.By
        && Reason == other.Reason
        && KeyId == other.KeyId
        && Hash.Span.SequenceEqual(other.Hash.Span)
        && Signature.HasValue == other.Signature.HasValue
        && Signature.GetValueOrDefault().Span.SequenceEqual(other.Signature.GetValueOrDefault().Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(IncidentId);
        hash.AddBytes(Hash.Span);
        return hash.ToHashCode();
    }
}
