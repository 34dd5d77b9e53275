using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A checkpoint with its entries.</summary>
internal sealed record ArchivedCheckpoint
{
    public required long Number { get; init; }

    public required long At { get; init; }

    public required byte[] PreviousHash { get; init; }

    public required ImmutableArray<ArchivedCheckpointEntry> Entries { get; init; }

    public string? KeyId { get; init; }

    public required byte[] Hash { get; init; }

    public byte[]? Signature { get; init; }

    public static ArchivedCheckpoint Of(StoreCheckpoint checkpoint) => new()
    {
        Number = checkpoint.Number,
        At = Micros.Of(checkpoint.At),
        PreviousHash = checkpoint.PreviousHash.ToArray(),
        Entries = [.. checkpoint.Entries.Select(entry => new ArchivedCheckpointEntry { Id = entry.IncidentId.Value, Sequence = entry.Sequence, Head = entry.Head.ToArray() })],
        KeyId = checkpoint.KeyId,
        Hash = checkpoint.Hash.ToArray(),
        Signature = checkpoint.Signature?.ToArray(),
    };

    public StoreCheckpoint ToCheckpoint() => new()
    {
        Number = Number,
        At = Micros.ToInstant(At),
        PreviousHash = PreviousHash,
        Entries = [.. Entries.Select(entry => new CheckpointEntry { IncidentId = new IncidentId(entry.Id), Sequence = entry.Sequence, Head = entry.Head })],
        KeyId = KeyId,
        Hash = Hash,
        Signature = Signature is null ? default(ReadOnlyMemory<byte>?) : Signature,
    };
}
