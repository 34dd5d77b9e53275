namespace MediMate.Incidents;

/// <summary>How much an export wrote, or an import read.</summary>
public sealed record ArchiveCounts
{
    /// <summary>Gets how many incidents there are.</summary>
    public required long Incidents { get; init; }

    /// <summary>Gets how many events they have.</summary>
    public required long Events { get; init; }

    /// <summary>Gets how many outbox rows they have.</summary>
    public required long OutboxRows { get; init; }

    /// <summary>Gets how many playbooks they need.</summary>
    public required long Playbooks { get; init; }

    /// <summary>Gets how many checkpoints there are.</summary>
    /// <value>Zero where only a part was exported.</value>
    public required long Checkpoints { get; init; }

    /// <summary>Gets how many tombstones there are.</summary>
    /// <value>Zero where only a part was exported.</value>
    public required long Tombstones { get; init; }

    /// <summary>Gets how many subjects there are that are no incidents: silences, monitors, tallies of signals.</summary>
    /// <value>Zero where only a part was exported.</value>
    public long Subjects { get; init; }

    /// <summary>Gets how many receipts of idempotency keys there are.</summary>
    /// <value>Zero where only a part was exported.</value>
    public long Receipts { get; init; }
}
