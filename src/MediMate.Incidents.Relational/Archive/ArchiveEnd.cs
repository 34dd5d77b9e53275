namespace MediMate.Incidents;

/// <summary>The last line: how much there is, and the hash of all lines above, each with its line feed. Without it a file was cut off.</summary>
internal sealed record ArchiveEnd
{
    public required long Incidents { get; init; }

    public required long Events { get; init; }

    public required long OutboxRows { get; init; }

    public required long Playbooks { get; init; }

    public required long Checkpoints { get; init; }

    public required long Tombstones { get; init; }

    /// <summary>Gets how many subjects there are that are no incidents; the first version of the format had none.</summary>
    public long Subjects { get; init; }

    public long Receipts { get; init; }

    public required string Sha256 { get; init; }

    public static ArchiveEnd Of(ArchiveCounts counts, string hash) => new()
    {
        Incidents = counts.Incidents,
        Events = counts.Events,
        OutboxRows = counts.OutboxRows,
        Playbooks = counts.Playbooks,
        Checkpoints = counts.Checkpoints,
        Tombstones = counts.Tombstones,
        Subjects = counts.Subjects,
        Receipts = counts.Receipts,
        Sha256 = hash,
    };
}
