namespace MediMate.Incidents;

/// <summary>What is left of a purged incident.</summary>
internal sealed record ArchivedTombstone
{
    public required Guid Id { get; init; }

    public required string Reference { get; init; }

    public required long Sequence { get; init; }

    public required byte[] Head { get; init; }

    public required long PurgedAt { get; init; }

    public required ActorKind ByKind { get; init; }

    public required string By { get; init; }

    public required string Reason { get; init; }

    public string? KeyId { get; init; }

    public required byte[] Hash { get; init; }

    public byte[]? Signature { get; init; }

    public static ArchivedTombstone Of(Tombstone tombstone) => new()
    {
        Id = tombstone.IncidentId.Value,
        Reference = tombstone.Reference,
        Sequence = tombstone.Sequence,
        Head = tombstone.Head.ToArray(),
        PurgedAt = Micros.Of(tombstone.PurgedAt),
        ByKind = tombstone.By.Kind,
        By = tombstone.By.Id,
        Reason = tombstone.Reason,
        KeyId = tombstone.KeyId,
        Hash = tombstone.Hash.ToArray(),
        Signature = tombstone.Signature?.ToArray(),
    };

    public Tombstone ToTombstone() => new()
    {
        IncidentId = new IncidentId(Id),
        Reference = Reference,
        Sequence = Sequence,
        Head = Head,
        PurgedAt = Micros.ToInstant(PurgedAt),
        By = new Actor { Kind = ByKind, Id = By },
        Reason = Reason,
        KeyId = KeyId,
        Hash = Hash,
        Signature = Signature is null ? default(ReadOnlyMemory<byte>?) : Signature,
    };
}
