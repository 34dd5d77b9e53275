using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>How far the chains of a store had come at an instant, signed where a key is configured.</summary>
/// <remarks>
/// Checkpoints are a chain of their own. The page on storage tells the bytes that are hashed. Nobody but who keeps a checkpoint elsewhere can
/// notice that the last ones are gone.
/// </remarks>
public sealed record StoreCheckpoint
{
    /// <summary>Gets the number.</summary>
    /// <value>Counted from one, without gaps.</value>
    public required long Number { get; init; }

    /// <summary>Gets when it was taken.</summary>
    public required Instant At { get; init; }

    /// <summary>Gets the hash of the checkpoint before it.</summary>
    /// <value>32 bytes; zeros for the first.</value>
    public required ReadOnlyMemory<byte> PreviousHash { get; init; }

    /// <summary>Gets the incidents that changed since the checkpoint before it.</summary>
    /// <value>In the order of their ids.</value>
    public required ImmutableArray<CheckpointEntry> Entries { get; init; }

    /// <summary>Gets the id of the key that signed it.</summary>
    /// <value><see langword="null"/> where none is configured.</value>
    public string? KeyId { get; init; }

    /// <summary>Gets the hash over everything above.</summary>
    /// <value>32 bytes; empty before <see cref="Seal"/>.</value>
    public ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary>Gets the signature of the hash.</summary>
    /// <value>ECDSA in DER; <see langword="null"/> where no key is configured.</value>
    public ReadOnlyMemory<byte>? Signature { get; init; }

    private static ReadOnlySpan<byte> Tag => "MediMate.Incidents/checkpoint/1\n"u8;

    /// <summary>Puts the entries in order and takes the hash. For a signature there is <see cref="CheckpointSigner"/>.</summary>
    /// <returns>The checkpoint without a signature.</returns>
    /// <exception cref="ArgumentException">A hash in it is not 32 bytes long.</exception>
    public StoreCheckpoint Seal()
    {
        var ordered = this with { Entries = Entries.OrEmpty().Sort(static (first, second) => first.IncidentId.Value.CompareTo(second.IncidentId.Value)), Signature = null };
        return ordered with { Hash = ordered.ComputeHash() };
    }

    /// <summary>Computes the hash that it has to have.</summary>
    /// <returns>32 bytes.</returns>
    /// <exception cref="ArgumentException">A hash in it is not 32 bytes long.</exception>
    public byte[] ComputeHash()
    {
        var entries = Entries.OrEmpty();
        var bytes = new CanonicalBytes(160 + (56 * entries.Length))
            .AddTag(Tag)
            .AddHash(PreviousHash.Span)
            .Add(Number)
            .Add(At)
            .Add(KeyId ?? string.Empty)
            .Add(entries.Length);
        foreach (var entry in entries)
        {
            bytes.Add(entry.IncidentId).Add(entry.Sequence).AddHash(entry.Head.Span);
        }

        return bytes.Hash();
    }

    /// <summary>Compares with another checkpoint, byte for byte.</summary>
    /// <param name="other">The other checkpoint.</param>
    /// <returns><see langword="true"/> when both say the same.</returns>
    public bool Equals(StoreCheckpoint? other) =>
        other is not null
        && Number == other.Number
        && At == other.At
        && KeyId == other.KeyId
        && PreviousHash.Span.SequenceEqual(other.PreviousHash.Span)
        && Entries.OrEmpty().AsSpan().SequenceEqual(other.Entries.OrEmpty().AsSpan())
        && Hash.Span.SequenceEqual(other.Hash.Span)
        && Signature.HasValue == other.Signature.HasValue
        && Signature.GetValueOrDefault().Span.SequenceEqual(other.Signature.GetValueOrDefault().Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Number);
        hash.AddBytes(Hash.Span);
        return hash.ToHashCode();
    }
}
