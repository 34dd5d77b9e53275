using System.Data.Common;

namespace MediMate.Incidents;

/// <summary>An outbox row: how it is written and read.</summary>
internal static class OutboxRecord
{
    /// <summary>The columns that are read, of a table called <c>o</c>.</summary>
    public const string Columns = "o.kind, o.body";

    /// <summary>Writes rows, new and changed ones alike. Rows keep the order in which they were first written.</summary>
    public static readonly TableWrite Write = new(
        "incident_outbox",
        """
        ON CONFLICT (id) DO UPDATE SET status = excluded.status, not_before = excluded.not_before, expires_at = excluded.expires_at,
        due_at = excluded.due_at, attempts = CASE WHEN excluded.due_at IS NULL THEN {s}incident_outbox.attempts ELSE 0 END, body = excluded.body
        """,
        ("id", ColumnKind.Id),
        ("key", ColumnKind.Text),
        ("incident_id", ColumnKind.Id),
        ("cause", ColumnKind.Long),
        ("kind", ColumnKind.Int),
        ("channel", ColumnKind.Text),
        ("status", ColumnKind.Int),
        ("not_before", ColumnKind.Long),
        ("expires_at", ColumnKind.Long),
        ("due_at", ColumnKind.Long),
        ("attempts", ColumnKind.Int),
        ("body", ColumnKind.Bytes));

    public static void Add(RowWrite write, OutboxRow row) => write.Add(
        NameHash.Of(row.Key),
        TextValue.Clean(row.Key),
        row.IncidentId.Value,
        row.Cause,
        OutboxJson.KindOf(row),
        row is OutboxMessage message ? ChannelOf(message.Channel) : null,
        (int)row.Status,
        Micros.Of(row.NotBefore),
        row is OutboxMessage { ExpiresAt: { } expiresAt } ? Micros.Of(expiresAt) : null,
        row.IsPending ? Micros.Of(row.NotBefore) : null,
        0,
        OutboxJson.Write(row));

    public static OutboxRow Read(DbDataReader reader, int column = 0) => OutboxJson.Read(reader.GetInt32(column), reader.GetFieldValue<byte[]>(column + 1));

    /// <summary>Gives a channel the form in which it is kept and looked for: upper case, as channels are compared.</summary>
    public static string ChannelOf(string channel) => TextValue.Clean(channel.ToUpperInvariant());
}
