using System.Data.Common;

namespace MediMate.Incidents;

/// <summary>The receipt of an idempotency key: how it is written and read. The key itself is not kept, only its hash.</summary>
internal static class ReceiptRecord
{
    /// <summary>The columns that are read.</summary>
    public const string Columns = "id, content_hash, incident_id, silence_id, first_sequence, last_sequence, accepted_at, expires_at";

    /// <summary>Receipts by id.</summary>
    public const string Select =
        $"SELECT {Columns} FROM {{s}}incident_receipts WHERE id {{in}}";

    /// <summary>Removes a few receipts whose time is over, except those that are written now.</summary>
    public const string RemoveExpired =
        """
        DELETE FROM {s}incident_receipts WHERE id IN
        (SELECT id FROM {s}incident_receipts WHERE expires_at <= $2 AND NOT id {in} ORDER BY expires_at LIMIT 16 {claim})
        """;

    /// <summary>Writes receipts. One beside which another still counts is not returned.</summary>
    public static readonly TableWrite Write = new(
        "incident_receipts",
        """
        ON CONFLICT (id) DO UPDATE SET content_hash = excluded.content_hash, incident_id = excluded.incident_id, silence_id = excluded.silence_id, first_sequence = excluded.first_sequence,
        last_sequence = excluded.last_sequence, accepted_at = excluded.accepted_at, expires_at = excluded.expires_at
        WHERE {s}incident_receipts.expires_at <= excluded.accepted_at
        RETURNING id
        """,
        ("id", ColumnKind.Id),
        ("content_hash", ColumnKind.Bytes),
        ("incident_id", ColumnKind.Id),
        ("silence_id", ColumnKind.Id),
        ("first_sequence", ColumnKind.Long),
        ("last_sequence", ColumnKind.Long),
        ("accepted_at", ColumnKind.Long),
        ("expires_at", ColumnKind.Long));

    public static void Add(RowWrite write, Guid id, StoreReceipt receipt) => write.Add(
        id,
        Convert.FromHexString(receipt.ContentHash),
        receipt.IncidentId?.Value,
        receipt.SilenceId,
        receipt.FirstSequence,
        receipt.LastSequence,
        Micros.Of(receipt.At),
        Micros.Of(receipt.ExpiresAt));

    public static void Add(RowWrite write, ArchivedReceipt line) => write.Add(
        line.Id, line.ContentHash, line.IncidentId, line.SilenceId, line.FirstSequence, line.LastSequence, line.AcceptedAt, line.ExpiresAt);

    /// <summary>Reads a row.</summary>
    /// <param name="dialect">The database.</param>
    /// <param name="reader">The row.</param>
    /// <param name="keyOf">Gives the key of an id.</param>
    public static StoreReceipt Read(Dialect dialect, DbDataReader reader, Func<Guid, string> keyOf) => new()
    {
        Key = keyOf(dialect.ReadId(reader, 0)),
        ContentHash = Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(1)),
        IncidentId = reader.IsDBNull(2) ? null : new IncidentId(dialect.ReadId(reader, 2)),
        SilenceId = reader.IsDBNull(3) ? null : dialect.ReadId(reader, 3),
        FirstSequence = reader.GetInt64(4),
        LastSequence = reader.GetInt64(5),
        At = Micros.ToInstant(reader.GetInt64(6)),
        ExpiresAt = Micros.ToInstant(reader.GetInt64(7)),
    };
}
