namespace MediMate.Incidents;

/// <summary>Counts the lines of an archive.</summary>
internal sealed class ArchiveTally
{
    private long _incidents;
    private long _events;
    private long _outboxRows;
    private long _playbooks;
    private long _checkpoints;
    private long _tombstones;
    private long _subjects;
    private long _receipts;

    public ArchiveCounts Counts => new()
    {
        Incidents = _incidents,
        Events = _events,
        OutboxRows = _outboxRows,
        Playbooks = _playbooks,
        Checkpoints = _checkpoints,
        Tombstones = _tombstones,
        Subjects = _subjects,
        Receipts = _receipts,
    };

    public void Count(ArchiveLine line)
    {
        _incidents += line.Incident is null ? 0 : 1;
        _events += line.Event is null ? 0 : 1;
        _outboxRows += line.OutboxRow is null ? 0 : 1;
        _playbooks += line.Playbook is null ? 0 : 1;
        _checkpoints += line.Checkpoint is null ? 0 : 1;
        _tombstones += line.Tombstone is null ? 0 : 1;
        _subjects += line.Subject is null ? 0 : 1;
        _receipts += line.Receipt is null ? 0 : 1;
    }
}
