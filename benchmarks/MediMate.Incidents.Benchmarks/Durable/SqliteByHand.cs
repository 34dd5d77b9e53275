using Microsoft.Data.Sqlite;

namespace MediMate.Incidents.Benchmarks;

/// <summary>The same rows, written to SQLite by hand: one connection, statements that were prepared once, a transaction for each group.</summary>
internal sealed class SqliteByHand : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _event;
    private readonly SqliteCommand _incident;
    private readonly SqliteCommand _outbox;

    public SqliteByHand(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
        using var pragmas = _connection.CreateCommand();
        pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        pragmas.ExecuteNonQuery();
        _event = Prepare($"INSERT INTO incident_events ({StoredEvent.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", 8);
        _incident = Prepare(
            $"""
            INSERT INTO incidents ({StoredIncident.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, head = excluded.head, holding = excluded.holding, snapshot = excluded.snapshot,
            snapshot_form = excluded.snapshot_form, has_parts = excluded.has_parts, phase = excluded.phase, level = excluded.level,
            is_open = excluded.is_open, overdue_from = excluded.overdue_from, acknowledger = excluded.acknowledger, next_due = excluded.next_due,
            due_at = excluded.due_at, attempts = 0
            """,
            18);
        _outbox = Prepare(
            $"""
            INSERT INTO incident_outbox ({StoredOutboxRow.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (id) DO UPDATE SET status = excluded.status, not_before = excluded.not_before, expires_at = excluded.expires_at,
            due_at = excluded.due_at, attempts = 0, body = excluded.body
            """,
            12);
    }

    public ValueTask WriteAsync(List<WrittenCommand> group)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var command in group)
        {
            Write(transaction, command.Incident);
            foreach (var happened in command.Events)
            {
                Write(transaction, happened);
            }

            foreach (var row in command.Outbox)
            {
                Write(transaction, row);
            }
        }

        transaction.Commit();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        _event.Dispose();
        _incident.Dispose();
        _outbox.Dispose();
        _connection.Dispose();
    }

    private static object OrNull(object? value) => value ?? DBNull.Value;

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private void Write(SqliteTransaction transaction, StoredEvent happened)
    {
        _event.Transaction = transaction;
        var values = _event.Parameters;
        values[0].Value = Bytes(happened.IncidentId);
        values[1].Value = happened.Sequence;
        values[2].Value = happened.RecordedAt;
        values[3].Value = happened.Name;
        values[4].Value = happened.Form;
        values[5].Value = happened.Body;
        values[6].Value = OrNull(happened.Personal);
        values[7].Value = happened.Hash;
        _event.ExecuteNonQuery();
    }

    private void Write(SqliteTransaction transaction, StoredIncident incident)
    {
        _incident.Transaction = transaction;
        var values = _incident.Parameters;
        values[0].Value = Bytes(incident.Id);
        values[1].Value = incident.Number;
        values[2].Value = incident.Reference;
        values[3].Value = incident.Version;
        values[4].Value = incident.Head;
        values[5].Value = Bytes(incident.Holding);
        values[6].Value = incident.Snapshot;
        values[7].Value = incident.SnapshotForm;
        values[8].Value = incident.HasParts ? 1L : 0L;
        values[9].Value = incident.Phase;
        values[10].Value = incident.Level;
        values[11].Value = incident.IsOpen ? 1L : 0L;
        values[12].Value = incident.DeclaredAt;
        values[13].Value = OrNull(incident.OverdueFrom);
        values[14].Value = incident.Acknowledger is { } acknowledger ? Bytes(acknowledger) : DBNull.Value;
        values[15].Value = OrNull(incident.NextDue);
        values[16].Value = OrNull(incident.DueAt);
        values[17].Value = 0L;
        _incident.ExecuteNonQuery();
    }

    private void Write(SqliteTransaction transaction, StoredOutboxRow row)
    {
        _outbox.Transaction = transaction;
        var values = _outbox.Parameters;
        values[0].Value = Bytes(row.Id);
        values[1].Value = row.Key;
        values[2].Value = Bytes(row.IncidentId);
        values[3].Value = row.Cause;
        values[4].Value = row.Kind;
        values[5].Value = OrNull(row.Channel);
        values[6].Value = row.Status;
        values[7].Value = row.NotBefore;
        values[8].Value = OrNull(row.ExpiresAt);
        values[9].Value = OrNull(row.DueAt);
        values[10].Value = 0L;
        values[11].Value = row.Body;
        _outbox.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string text, int values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        for (var i = 1; i <= values; i++)
        {
            command.Parameters.Add(new SqliteParameter($"${i}", null));
        }

        return command;
    }
}
