namespace MediMate.Incidents;

/// <summary>A line of an archive: an object with one member, whose name says what the line is.</summary>
internal sealed record ArchiveLine
{
    public ArchiveHeader? Archive { get; init; }

    public ArchivedNumbers? Numbers { get; init; }

    public ArchivedPlaybook? Playbook { get; init; }

    public ArchivedIncident? Incident { get; init; }

    public ArchivedEvent? Event { get; init; }

    public ArchivedOutboxRow? OutboxRow { get; init; }

    public ArchivedKey? Key { get; init; }

    public ArchivedSubject? Subject { get; init; }

    public ArchivedReceipt? Receipt { get; init; }

    public ArchivedCheckpoint? Checkpoint { get; init; }

    public ArchivedTombstone? Tombstone { get; init; }

    public ArchiveEnd? End { get; init; }
}
