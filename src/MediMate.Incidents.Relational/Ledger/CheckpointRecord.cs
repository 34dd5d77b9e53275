using System.Collections.Immutable;
using System.Data.Common;

namespace MediMate.Incidents;

/// <summary>The rows of checkpoints: how they are written and read.</summary>
internal static class CheckpointRecord
{
    public const string Columns = "number, at, previous_hash, hash, key_id, signature";

    public static readonly TableWrite Write = new(
        "incident_checkpoints",
        string.Empty,
        ("number", ColumnKind.Long),
        ("at", ColumnKind.Long),
        ("previous_hash", ColumnKind.Bytes),
        ("hash", ColumnKind.Bytes),
        ("key_id", ColumnKind.Text),
        ("signature", ColumnKind.Bytes));

    public static readonly TableWrite WriteEntries = new(
        "incident_checkpoint_entries",
        string.Empty,
        ("checkpoint", ColumnKind.Long),
        ("incident_id", ColumnKind.Id),
        ("sequence", ColumnKind.Long),
        ("head", ColumnKind.Bytes));

    public static void Add(RowWrite write, StoreCheckpoint checkpoint) => write.Add(
        checkpoint.Number,
        Micros.Of(checkpoint.At),
        checkpoint.PreviousHash.ToArray(),
        checkpoint.Hash.ToArray(),
        checkpoint.KeyId,
        checkpoint.Signature?.ToArray());

    public static void AddEntry(RowWrite write, long checkpoint, CheckpointEntry entry) =>
        write.Add(checkpoint, entry.IncidentId.Value, entry.Sequence, entry.Head.ToArray());

    /// <summary>Writes a checkpoint with its entries, and notes with the incidents how far they are covered.</summary>
    public static async ValueTask WriteAsync(Dialect dialect, Session session, StoreCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        var write = new RowWrite(Write);
        var writeEntries = new RowWrite(WriteEntries);
        Add(write, checkpoint);
        foreach (var entry in checkpoint.Entries)
        {
            AddEntry(writeEntries, checkpoint.Number, entry);
        }

        await dialect.WriteAsync(session, [], [write, writeEntries], cancellationToken).ConfigureAwait(false);
        await dialect.ExecuteAsync(
            session,
            """
            UPDATE {s}incidents SET checkpointed = e.sequence FROM {s}incident_checkpoint_entries e
            WHERE e.checkpoint = $1 AND e.incident_id = {s}incidents.id AND {s}incidents.checkpointed < e.sequence
            """,
            cancellationToken,
            checkpoint.Number).ConfigureAwait(false);
    }

    /// <summary>Reads a checkpoint without its entries.</summary>
    public static StoreCheckpoint Read(DbDataReader reader) => new()
    {
        Number = reader.GetInt64(0),
        At = Micros.ToInstant(reader.GetInt64(1)),
        PreviousHash = reader.GetFieldValue<byte[]>(2),
        Hash = reader.GetFieldValue<byte[]>(3),
        KeyId = reader.IsDBNull(4) ? null : reader.GetString(4),
        Signature = BytesOrNull.Read(reader, 5),
        Entries = [],
    };

    public static CheckpointEntry ReadEntry(Dialect dialect, DbDataReader reader) => new()
    {
        IncidentId = new IncidentId(dialect.ReadId(reader, 0)),
        Sequence = reader.GetInt64(1),
        Head = reader.GetFieldValue<byte[]>(2),
    };

    /// <summary>Puts entries into the order in which they are hashed.</summary>
    public static ImmutableArray<CheckpointEntry> Sorted(IEnumerable<CheckpointEntry> entries) => [.. entries.OrderBy(entry => entry.IncidentId.Value)];
}
