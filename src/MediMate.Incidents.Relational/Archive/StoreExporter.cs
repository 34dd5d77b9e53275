using System.Collections.Immutable;
using System.Text;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Writes what is kept into an archive, page by page, and sees that it is sound: what cannot be imported shall not look like an archive.</summary>
internal sealed class StoreExporter(Dialect dialect, Session session, ArchiveWriter writer)
{
    private const int PageSize = 200;

    /// <summary>The events that name a playbook.</summary>
    private const string PlaybookEvents = "'IncidentDeclared', 'Reopened', 'Restored'";

    private readonly HashSet<string> _playbooks = new(StringComparer.Ordinal);

    /// <summary>Exports.</summary>
    public async ValueTask<ArchiveCounts> ExportAsync(Instant now, Instant? endedBefore, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(
            new ArchiveLine
            {
                Archive = new ArchiveHeader
                {
                    Format = ArchiveHeader.ThisFormat,
                    Version = ArchiveHeader.CurrentVersion,
                    ExportedAt = Micros.Of(now),
                    EndedBefore = endedBefore is { } instant ? Micros.Of(instant) : null,
                },
            },
            cancellationToken).ConfigureAwait(false);
        if (endedBefore is { } before)
        {
            await ExportEndedAsync(before, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ExportAllAsync(cancellationToken).ConfigureAwait(false);
        }

        return await writer.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ExportEndedAsync(Instant before, CancellationToken cancellationToken)
    {
        var ended = new EndedIncidents(dialect, session, before);
        long? last = 0;
        while (last is { } after)
        {
            (var ids, last) = await ended.FindAsync(after, cancellationToken).ConfigureAwait(false);
            foreach (var id in ids)
            {
                foreach (var incident in await ReadIncidentsAsync("i.id = $1", cancellationToken, id).ConfigureAwait(false))
                {
                    await WriteAsync(incident, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async ValueTask ExportAllAsync(CancellationToken cancellationToken)
    {
        var lastNumber = 0L;
        await dialect.QueryAsync(session, "SELECT last FROM {s}incident_numbers", reader => lastNumber = reader.GetInt64(0), cancellationToken).ConfigureAwait(false);
        await writer.WriteAsync(new ArchiveLine { Numbers = new ArchivedNumbers { Last = lastNumber } }, cancellationToken).ConfigureAwait(false);

        var after = 0L;
        while (await ReadIncidentsAsync("i.number > $1 ORDER BY i.number LIMIT $2", cancellationToken, after, PageSize).ConfigureAwait(false) is [.., var last] page)
        {
            foreach (var incident in page)
            {
                await WriteAsync(incident, cancellationToken).ConfigureAwait(false);
            }

            after = last.Number;
        }

        await WriteKeysAsync(cancellationToken).ConfigureAwait(false);
        await WriteSubjectsAsync(cancellationToken).ConfigureAwait(false);
        await WriteReceiptsAsync(cancellationToken).ConfigureAwait(false);
        var ledger = new RelationalLedger(dialect, session);
        await foreach (var checkpoint in ledger.ReadCheckpointsAsync(cancellationToken).ConfigureAwait(false))
        {
            await writer.WriteAsync(new ArchiveLine { Checkpoint = ArchivedCheckpoint.Of(checkpoint) }, cancellationToken).ConfigureAwait(false);
        }

        await foreach (var tombstone in ledger.ReadTombstonesAsync(cancellationToken).ConfigureAwait(false))
        {
            await writer.WriteAsync(new ArchiveLine { Tombstone = ArchivedTombstone.Of(tombstone) }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<List<ArchivedIncident>> ReadIncidentsAsync(string condition, CancellationToken cancellationToken, params object?[] values)
    {
        var incidents = new List<ArchivedIncident>();
        await dialect.QueryAsync(
            session,
            $"SELECT i.id, i.number, i.reference, i.version, i.head, i.next_due, i.holding FROM {{s}}incidents i WHERE {condition}",
            reader => incidents.Add(new ArchivedIncident
            {
                Id = dialect.ReadId(reader, 0),
                Number = reader.GetInt64(1),
                Reference = reader.GetString(2),
                Version = reader.GetInt64(3),
                Head = reader.GetFieldValue<byte[]>(4),
                NextDue = reader.IsDBNull(5) ? null : reader.GetInt64(5),
                Holding = dialect.ReadId(reader, 6),
                Keys = [],
            }),
            cancellationToken,
            values).ConfigureAwait(false);
        return incidents;
    }

    private async ValueTask WriteAsync(ArchivedIncident incident, CancellationToken cancellationToken)
    {
        await WritePlaybooksAsync(incident, cancellationToken).ConfigureAwait(false);
        await writer.WriteAsync(
            new ArchiveLine { Incident = incident with { Keys = await ReadKeysAsync(incident, cancellationToken).ConfigureAwait(false) } }, cancellationToken).ConfigureAwait(false);
        await WriteEventsAsync(incident, cancellationToken).ConfigureAwait(false);

        var rows = new List<ArchivedOutboxRow>();
        await dialect.QueryAsync(
            session,
            $"SELECT {OutboxRecord.Columns} FROM {{s}}incident_outbox o WHERE o.incident_id = $1 ORDER BY o.number",
            reader => rows.Add(new ArchivedOutboxRow { Kind = reader.GetInt32(0), Body = Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(1)) }),
            cancellationToken,
            incident.Id).ConfigureAwait(false);
        foreach (var row in rows)
        {
            await writer.WriteAsync(new ArchiveLine { OutboxRow = row }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask WriteEventsAsync(ArchivedIncident incident, CancellationToken cancellationToken)
    {
        var chain = new StoredChain(incident.Id, incident.Reference);
        await chain.ReadAsync(
            dialect,
            session,
            next => writer.WriteAsync(new ArchiveLine { Event = ArchivedEvent.Of(next) }, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        if ((chain.Fault ?? chain.CheckRow(incident.Version, incident.Head)) is { } fault)
        {
            throw StoreFailures.Unsound(fault, "The export was given up, and what it wrote is no archive.");
        }
    }

    private async ValueTask WritePlaybooksAsync(ArchivedIncident incident, CancellationToken cancellationToken)
    {
        var named = new List<SealedEvent>();
        await dialect.QueryAsync(
            session,
            $"SELECT {EventRecord.Columns} FROM {{s}}incident_events WHERE incident_id = $1 AND name IN ({PlaybookEvents}) ORDER BY sequence",
            reader => named.Add(EventRecord.Read(dialect, reader)),
            cancellationToken,
            incident.Id).ConfigureAwait(false);
        foreach (var hash in named.Select(PlaybookOf).OfType<string>().Where(_playbooks.Add))
        {
            byte[]? body = null;
            await dialect.QueryAsync(
                session, "SELECT body FROM {s}incident_playbooks WHERE hash = $1", reader => body = reader.GetFieldValue<byte[]>(0), cancellationToken, hash).ConfigureAwait(false);
            if (body is not null)
            {
                await writer.WriteAsync(
                    new ArchiveLine { Playbook = new ArchivedPlaybook { Hash = hash, Body = Encoding.UTF8.GetString(body) } }, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string? PlaybookOf(SealedEvent stored)
    {
        try
        {
            return EventChain.Open(stored) switch
            {
                IncidentDeclared declared => declared.PlaybookHash,
                Reopened reopened => reopened.PlaybookHash,
                Restored restored => restored.PlaybookHash,
                _ => null,
            };
        }
        catch (IncidentStoreException)
        {
            // The chain is read next, and says what is wrong with the event.
            return null;
        }
    }

    private async ValueTask<ImmutableArray<ArchivedHeldKey>> ReadKeysAsync(ArchivedIncident incident, CancellationToken cancellationToken)
    {
        var keys = ImmutableArray.CreateBuilder<ArchivedHeldKey>();
        await dialect.QueryAsync(
            session,
            "SELECT id, key FROM {s}incident_keys WHERE holder = $1 ORDER BY id",
            reader => keys.Add(new ArchivedHeldKey { Id = dialect.ReadId(reader, 0), Key = reader.GetString(1) }),
            cancellationToken,
            incident.Id).ConfigureAwait(false);
        return keys.DrainToImmutable();
    }

    private async ValueTask WriteKeysAsync(CancellationToken cancellationToken)
    {
        var last = Guid.Empty;
        List<ArchivedKey> page;
        do
        {
            page = [];
            await dialect.QueryAsync(
                session,
                "SELECT id, key, last_holder FROM {s}incident_keys WHERE holder IS NULL AND id > $1 ORDER BY id LIMIT $2",
                reader => page.Add(new ArchivedKey { Id = dialect.ReadId(reader, 0), Key = reader.GetString(1), LastHolder = dialect.ReadId(reader, 2) }),
                cancellationToken,
                last,
                PageSize).ConfigureAwait(false);
            foreach (var key in page)
            {
                await writer.WriteAsync(new ArchiveLine { Key = key }, cancellationToken).ConfigureAwait(false);
                last = key.Id;
            }
        }
        while (page.Count == PageSize);
    }

    private async ValueTask WriteSubjectsAsync(CancellationToken cancellationToken)
    {
        var last = 0L;
        List<ArchivedSubject> page;
        do
        {
            page = [];
            await dialect.QueryAsync(
                session,
                $"SELECT number, kind, id, version, next_due, body FROM {{s}}incident_subjects WHERE number > $1 AND kind <> {(int)SubjectKind.SigningKey} ORDER BY number LIMIT $2",
                reader =>
                {
                    last = reader.GetInt64(0);
                    page.Add(new ArchivedSubject
                    {
                        Kind = reader.GetInt32(1),
                        Id = dialect.ReadId(reader, 2),
                        Version = reader.GetInt64(3),
                        NextDue = reader.IsDBNull(4) ? null : reader.GetInt64(4),
                        Body = Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(5)),
                    });
                },
                cancellationToken,
                last,
                PageSize).ConfigureAwait(false);
            foreach (var subject in page)
            {
                await writer.WriteAsync(new ArchiveLine { Subject = subject }, cancellationToken).ConfigureAwait(false);
            }
        }
        while (page.Count == PageSize);
    }

    private async ValueTask WriteReceiptsAsync(CancellationToken cancellationToken)
    {
        var last = Guid.Empty;
        List<ArchivedReceipt> page;
        do
        {
            page = [];
            await dialect.QueryAsync(
                session,
                $"SELECT {ReceiptRecord.Columns} FROM {{s}}incident_receipts WHERE id > $1 ORDER BY id LIMIT $2",
                reader => page.Add(new ArchivedReceipt
                {
                    Id = dialect.ReadId(reader, 0),
                    ContentHash = reader.GetFieldValue<byte[]>(1),
                    IncidentId = reader.IsDBNull(2) ? null : dialect.ReadId(reader, 2),
                    SilenceId = reader.IsDBNull(3) ? null : dialect.ReadId(reader, 3),
                    FirstSequence = reader.GetInt64(4),
                    LastSequence = reader.GetInt64(5),
                    AcceptedAt = reader.GetInt64(6),
                    ExpiresAt = reader.GetInt64(7),
                }),
                cancellationToken,
                last,
                PageSize).ConfigureAwait(false);
            foreach (var receipt in page)
            {
                await writer.WriteAsync(new ArchiveLine { Receipt = receipt }, cancellationToken).ConfigureAwait(false);
                last = receipt.Id;
            }
        }
        while (page.Count == PageSize);
    }
}
