using System.Data.Common;

namespace MediMate.Incidents;

/// <summary>The row of an event: how it is written and read.</summary>
internal static class EventRecord
{
    /// <summary>The columns that are read.</summary>
    public const string Columns = "incident_id, sequence, recorded_at, name, form, body, personal, hash";

    public static readonly TableWrite Write = new(
        "incident_events",
        string.Empty,
        ("incident_id", ColumnKind.Id),
        ("sequence", ColumnKind.Long),
        ("recorded_at", ColumnKind.Long),
        ("name", ColumnKind.Text),
        ("form", ColumnKind.Int),
        ("body", ColumnKind.Bytes),
        ("personal", ColumnKind.Bytes),
        ("hash", ColumnKind.Bytes));

    public static void Add(RowWrite write, SealedEvent happened) => write.Add(
        happened.IncidentId.Value,
        happened.Sequence,
        Micros.Of(happened.RecordedAt),
        happened.Name,
        happened.Form,
        happened.Body.ToArray(),
        happened.Personal?.ToArray(),
        happened.Hash.ToArray());

    public static SealedEvent Read(Dialect dialect, DbDataReader reader) => new()
    {
        IncidentId = new IncidentId(dialect.ReadId(reader, 0)),
        Sequence = reader.GetInt64(1),
        RecordedAt = Micros.ToInstant(reader.GetInt64(2)),
        Name = reader.GetString(3),
        Form = dialect.ReadInt(reader, 4),
        Body = reader.GetFieldValue<byte[]>(5),
        Personal = BytesOrNull.Read(reader, 6),
        Hash = reader.GetFieldValue<byte[]>(7),
    };
}
