using System.Runtime.CompilerServices;

namespace MediMate.Incidents;

/// <summary>Shows the whole content of a database, as of one instant, to be verified.</summary>
internal sealed class RelationalLedger(Dialect dialect, Session session) : IStoredLedger
{
    private const int PageSize = 200;

    public async IAsyncEnumerable<StoreCheckpoint> ReadCheckpointsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var checkpoints = new List<StoreCheckpoint>();
        await dialect.QueryAsync(
            session,
            $"SELECT {CheckpointRecord.Columns} FROM {{s}}incident_checkpoints ORDER BY number",
            reader => checkpoints.Add(CheckpointRecord.Read(reader)),
            cancellationToken).ConfigureAwait(false);
        foreach (var checkpoint in checkpoints)
        {
            yield return checkpoint with { Entries = CheckpointRecord.Sorted(await ReadEntriesAsync(checkpoint.Number, cancellationToken).ConfigureAwait(false)) };
        }
    }

    public async IAsyncEnumerable<Tombstone> ReadTombstonesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tombstones = new List<Tombstone>();
        await dialect.QueryAsync(
            session,
            $"SELECT {TombstoneRecord.Columns} FROM {{s}}incident_tombstones ORDER BY incident_id",
            reader => tombstones.Add(TombstoneRecord.Read(dialect, reader)),
            cancellationToken).ConfigureAwait(false);
        foreach (var tombstone in tombstones)
        {
            yield return tombstone;
        }
    }

    public async IAsyncEnumerable<IncidentId> ReadOrphansAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var orphans = new List<IncidentId>();
        await dialect.QueryAsync(
            session,
            "SELECT DISTINCT e.incident_id FROM {s}incident_events e WHERE NOT EXISTS (SELECT 1 FROM {s}incidents i WHERE i.id = e.incident_id)",
            reader => orphans.Add(new IncidentId(dialect.ReadId(reader, 0))),
            cancellationToken).ConfigureAwait(false);
        foreach (var orphan in orphans)
        {
            yield return orphan;
        }
    }

    public async IAsyncEnumerable<StoredIncident> ReadIncidentsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Page by page: between two pages the connection is free for the events.
        var last = Guid.Empty;
        while (true)
        {
            var page = new List<(IncidentRow Row, string Reference)>();
            await dialect.QueryAsync(
                session,
                $"SELECT {IncidentRecord.Columns}, i.reference FROM {{s}}incidents i WHERE i.id > $1 ORDER BY i.id LIMIT $2",
                reader => page.Add((IncidentRecord.Read(dialect, reader), reader.GetString(9))),
                cancellationToken,
                last,
                PageSize).ConfigureAwait(false);
            foreach (var (row, reference) in page)
            {
                yield return new StoredIncident
                {
                    Id = row.Id,
                    Reference = reference,
                    Version = row.Version,
                    Head = row.Head,
                    Snapshot = await WholeSnapshotAsync(row, cancellationToken).ConfigureAwait(false),
                    IsSnapshotOfThisForm = row.Form == SnapshotJson.Form,
                };
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            last = page[^1].Row.Id.Value;
        }
    }

    public async IAsyncEnumerable<SealedEvent> ReadEventsAsync(IncidentId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = new List<SealedEvent>();
        await dialect.QueryAsync(
            session,
            $"SELECT {EventRecord.Columns} FROM {{s}}incident_events WHERE incident_id = $1 ORDER BY sequence",
            reader => events.Add(EventRecord.Read(dialect, reader)),
            cancellationToken,
            id.Value).ConfigureAwait(false);
        foreach (var happened in events)
        {
            yield return happened;
        }
    }

    private async ValueTask<List<CheckpointEntry>> ReadEntriesAsync(long number, CancellationToken cancellationToken)
    {
        var entries = new List<CheckpointEntry>();
        await dialect.QueryAsync(
            session,
            "SELECT incident_id, sequence, head FROM {s}incident_checkpoint_entries WHERE checkpoint = $1",
            reader => entries.Add(CheckpointRecord.ReadEntry(dialect, reader)),
            cancellationToken,
            number).ConfigureAwait(false);
        return entries;
    }

    /// <summary>Gives the snapshot as it would be without rows of its own for its parts.</summary>
    private async ValueTask<byte[]> WholeSnapshotAsync(IncidentRow row, CancellationToken cancellationToken)
    {
        if (!row.HasParts || row.NeedsFold)
        {
            return row.Snapshot;
        }

        try
        {
            var whole = await SnapshotLoader.LoadAsync(dialect, session, [row], memory: null, cancellationToken).ConfigureAwait(false);
            return SnapshotJson.Write(whole[0].Snapshot);
        }
        catch (Exception exception) when (exception is IncidentStoreException or System.Text.Json.JsonException)
        {
            // What cannot be read is not what the events give: the verifier will say so.
            return row.Snapshot;
        }
    }
}
