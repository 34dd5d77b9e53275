namespace MediMate.Incidents.Tests.Storage.Chain;

/// <summary>A ledger in lists that a test can spoil. It orders rows as a database would, whatever is in them.</summary>
internal sealed class MemoryLedger : IStoredLedger
{
    public List<StoredIncident> Incidents { get; init; } = [];

    public List<SealedEvent> Events { get; init; } = [];

    public List<StoreCheckpoint> Checkpoints { get; init; } = [];

    public List<Tombstone> Tombstones { get; init; } = [];

    public MemoryLedger Copy() => new() { Incidents = [.. Incidents], Events = [.. Events], Checkpoints = [.. Checkpoints], Tombstones = [.. Tombstones] };

    public IAsyncEnumerable<StoreCheckpoint> ReadCheckpointsAsync(CancellationToken cancellationToken) =>
        Checkpoints.OrderBy(row => row.Number).ToAsyncEnumerable();

    public IAsyncEnumerable<Tombstone> ReadTombstonesAsync(CancellationToken cancellationToken) => Tombstones.ToAsyncEnumerable();

    public IAsyncEnumerable<IncidentId> ReadOrphansAsync(CancellationToken cancellationToken) =>
        Events.Select(row => row.IncidentId).Distinct().Except(Incidents.Select(row => row.Id)).ToAsyncEnumerable();

    public IAsyncEnumerable<StoredIncident> ReadIncidentsAsync(CancellationToken cancellationToken) =>
        Incidents.OrderBy(row => row.Id.Value).ToAsyncEnumerable();

    public IAsyncEnumerable<SealedEvent> ReadEventsAsync(IncidentId id, CancellationToken cancellationToken) =>
        Events.Where(row => row.IncidentId == id).OrderBy(row => row.Sequence).ToAsyncEnumerable();
}
