using System.Data;
using Npgsql;

namespace MediMate.Incidents.Benchmarks;

/// <summary>The same rows, written to PostgreSQL by hand: one connection, prepared batches, one statement a table with arrays as values.</summary>
/// <param name="connection">An open connection.</param>
/// <param name="reads">Whether the incidents are first read and locked, as one does who decides on them; <see langword="false"/> to write blindly.</param>
internal sealed class PostgreSqlByHand(NpgsqlConnection connection, bool reads) : IAsyncDisposable
{
    private const string Read =
        """
        SELECT id, number, version, head, holding, snapshot, snapshot_form, has_parts, next_due
        FROM incidents.incidents WHERE id = ANY($1) FOR UPDATE SKIP LOCKED
        """;

    private const string WriteIncidents =
        $"""
        INSERT INTO incidents.incidents ({StoredIncident.Columns})
        SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::bigint[], $5::bytea[], $6::uuid[], $7::bytea[], $8::integer[], $9::boolean[],
        $10::text[], $11::text[], $12::boolean[], $13::bigint[], $14::bigint[], $15::uuid[], $16::bigint[], $17::bigint[], $18::integer[])
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, head = excluded.head, holding = excluded.holding, snapshot = excluded.snapshot,
        snapshot_form = excluded.snapshot_form, has_parts = excluded.has_parts, phase = excluded.phase, level = excluded.level,
        is_open = excluded.is_open, overdue_from = excluded.overdue_from, acknowledger = excluded.acknowledger, next_due = excluded.next_due,
        due_at = excluded.due_at, attempts = 0
        """;

    private const string WriteEvents =
        $"""
        INSERT INTO incidents.incident_events ({StoredEvent.Columns})
        SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::integer[], $6::bytea[], $7::bytea[], $8::bytea[])
        """;

    private const string WriteOutbox =
        $"""
        INSERT INTO incidents.incident_outbox ({StoredOutboxRow.Columns})
        SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::bigint[], $5::integer[], $6::text[], $7::integer[], $8::bigint[], $9::bigint[],
        $10::bigint[], $11::integer[], $12::bytea[])
        ON CONFLICT (id) DO UPDATE SET status = excluded.status, not_before = excluded.not_before, expires_at = excluded.expires_at,
        due_at = excluded.due_at, attempts = 0, body = excluded.body
        """;

    public async ValueTask WriteAsync(List<WrittenCommand> group)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        if (reads)
        {
            await ReadAsync(transaction, group);
        }

        await using (var batch = new NpgsqlBatch(connection, transaction))
        {
            Add(batch, [.. group.Select(command => command.Incident)]);
            Add(batch, [.. group.SelectMany(command => command.Events)]);
            Add(batch, [.. group.SelectMany(command => command.Outbox)]);
            await batch.PrepareAsync();
            await batch.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static void Add(NpgsqlBatch batch, StoredIncident[] rows)
    {
        var command = new NpgsqlBatchCommand(WriteIncidents);
        Add(command, rows, row => row.Id);
        Add(command, rows, row => row.Number);
        Add(command, rows, row => row.Reference);
        Add(command, rows, row => row.Version);
        Add(command, rows, row => row.Head);
        Add(command, rows, row => row.Holding);
        Add(command, rows, row => row.Snapshot);
        Add(command, rows, row => row.SnapshotForm);
        Add(command, rows, row => row.HasParts);
        Add(command, rows, row => row.Phase);
        Add(command, rows, row => row.Level);
        Add(command, rows, row => row.IsOpen);
        Add(command, rows, row => row.DeclaredAt);
        Add(command, rows, row => row.OverdueFrom);
        Add(command, rows, row => row.Acknowledger);
        Add(command, rows, row => row.NextDue);
        Add(command, rows, row => row.DueAt);
        Add(command, rows, _ => 0);
        batch.BatchCommands.Add(command);
    }

    private static void Add(NpgsqlBatch batch, StoredEvent[] rows)
    {
        var command = new NpgsqlBatchCommand(WriteEvents);
        Add(command, rows, row => row.IncidentId);
        Add(command, rows, row => row.Sequence);
        Add(command, rows, row => row.RecordedAt);
        Add(command, rows, row => row.Name);
        Add(command, rows, row => row.Form);
        Add(command, rows, row => row.Body);
        Add(command, rows, row => row.Personal);
        Add(command, rows, row => row.Hash);
        batch.BatchCommands.Add(command);
    }

    private static void Add(NpgsqlBatch batch, StoredOutboxRow[] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        var command = new NpgsqlBatchCommand(WriteOutbox);
        Add(command, rows, row => row.Id);
        Add(command, rows, row => row.Key);
        Add(command, rows, row => row.IncidentId);
        Add(command, rows, row => row.Cause);
        Add(command, rows, row => row.Kind);
        Add(command, rows, row => row.Channel);
        Add(command, rows, row => row.Status);
        Add(command, rows, row => row.NotBefore);
        Add(command, rows, row => row.ExpiresAt);
        Add(command, rows, row => row.DueAt);
        Add(command, rows, _ => 0);
        Add(command, rows, row => row.Body);
        batch.BatchCommands.Add(command);
    }

    private static void Add<TRow, T>(NpgsqlBatchCommand command, TRow[] rows, Func<TRow, T> value) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = Array.ConvertAll(rows, row => value(row)) });

    private async ValueTask ReadAsync(NpgsqlTransaction transaction, List<WrittenCommand> group)
    {
        await using var command = new NpgsqlCommand(Read, connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. group.Select(written => written.Incident.Id)] });
        await command.PrepareAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var found = 0;
        while (await reader.ReadAsync())
        {
            found++;
            _ = (reader.GetGuid(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetFieldValue<byte[]>(3), reader.GetGuid(4));
            _ = (reader.GetFieldValue<byte[]>(5), reader.GetInt32(6), reader.GetBoolean(7), StoredColumns.LongOrNull(reader, 8));
        }

        if (found != group.Count)
        {
            throw new InvalidOperationException($"{found} of {group.Count} incidents were there.");
        }
    }
}
