namespace MediMate.Incidents;

/// <summary>What a durable store shows to be verified.</summary>
/// <remarks>
/// All of it as of one instant: a commit between two reads would look like a fault. Events are asked for while the incidents are still being
/// read. Rows come as they are kept; what cannot be a row of its kind may throw <see cref="IncidentStoreException"/>.
/// </remarks>
internal interface IStoredLedger
{
    /// <summary>Reads the checkpoints, by number.</summary>
    IAsyncEnumerable<StoreCheckpoint> ReadCheckpointsAsync(CancellationToken cancellationToken);

    /// <summary>Reads the tombstones, in any order.</summary>
    IAsyncEnumerable<Tombstone> ReadTombstonesAsync(CancellationToken cancellationToken);

    /// <summary>Reads the ids of incidents that have events and no row, each once, in any order.</summary>
    IAsyncEnumerable<IncidentId> ReadOrphansAsync(CancellationToken cancellationToken);

    /// <summary>Reads the incidents, by id: as big-endian bytes, which is also the order of <see cref="Guid"/>.</summary>
    IAsyncEnumerable<StoredIncident> ReadIncidentsAsync(CancellationToken cancellationToken);

    /// <summary>Reads the events that are kept for an incident, by sequence.</summary>
    IAsyncEnumerable<SealedEvent> ReadEventsAsync(IncidentId id, CancellationToken cancellationToken);
}
