using System.Data.Common;

namespace MediMate.Incidents;

/// <summary>The row of an incident: how it is written and read.</summary>
internal static class IncidentRecord
{
    /// <summary>The columns that are read, of a table called <c>i</c>.</summary>
    public const string Columns = "i.id, i.number, i.version, i.head, i.holding, i.snapshot, i.snapshot_form, i.has_parts, i.next_due";

    /// <summary>Writes incidents, new and changed ones alike. A commit ends every claim.</summary>
    public static readonly TableWrite Write = new(
        "incidents",
        """
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, head = excluded.head, holding = excluded.holding, snapshot = excluded.snapshot,
        snapshot_form = excluded.snapshot_form, has_parts = excluded.has_parts, phase = excluded.phase, level = excluded.level, is_open = excluded.is_open,
        overdue_from = excluded.overdue_from, acknowledger = excluded.acknowledger, unattended = excluded.unattended, next_due = excluded.next_due, due_at = excluded.due_at, attempts = 0
        """,
        ("id", ColumnKind.Id),
        ("number", ColumnKind.Long),
        ("reference", ColumnKind.Text),
        ("version", ColumnKind.Long),
        ("head", ColumnKind.Bytes),
        ("holding", ColumnKind.Id),
        ("snapshot", ColumnKind.Bytes),
        ("snapshot_form", ColumnKind.Int),
        ("has_parts", ColumnKind.Bool),
        ("phase", ColumnKind.Text),
        ("level", ColumnKind.Text),
        ("is_open", ColumnKind.Bool),
        ("declared_at", ColumnKind.Long),
        ("overdue_from", ColumnKind.Long),
        ("acknowledger", ColumnKind.Id),
        ("unattended", ColumnKind.Bool),
        ("next_due", ColumnKind.Long),
        ("due_at", ColumnKind.Long),
        ("attempts", ColumnKind.Int));

    /// <summary>Adds an incident to what is written.</summary>
    public static void Add(RowWrite write, IncidentSlot slot, byte[] snapshot)
    {
        var incident = slot.Snapshot;
        write.Add(
            slot.Id.Value,
            slot.Number,
            ReferenceOf(incident.Reference),
            slot.Version,
            slot.Head.ToArray(),
            slot.Holding,
            snapshot,
            SnapshotJson.Form,
            slot.HasParts,
            incident.Phase.ToString(),
            TextValue.Clean(incident.Severity.Level),
            !incident.Phase.IsEnded(),
            Micros.Of(incident.DeclaredAt),
            Micros.Of(incident.OverdueFrom),
            incident.IsAcknowledged ? NameHash.Of(incident.Acknowledgement!.By) : null,
            incident.IsUnattended,
            Micros.Of(slot.NextDueAt),
            Micros.Of(slot.NextDueAt),
            0);
    }

    /// <summary>Reads a row that was selected with <see cref="Columns"/>. Its snapshot may still lack parts, or be of another form.</summary>
    public static IncidentRow Read(Dialect dialect, DbDataReader reader) => new()
    {
        Id = new IncidentId(dialect.ReadId(reader, 0)),
        Number = reader.GetInt64(1),
        Version = reader.GetInt64(2),
        Head = reader.GetFieldValue<byte[]>(3),
        Holding = dialect.ReadId(reader, 4),
        Snapshot = reader.GetFieldValue<byte[]>(5),
        Form = reader.GetInt32(6),
        HasParts = reader.GetBoolean(7),
        NextDueAt = reader.IsDBNull(8) ? null : Micros.ToInstant(reader.GetInt64(8)),
    };

    /// <summary>Gives a reference the form in which it is kept and looked for: upper case, as people compare it.</summary>
    public static string ReferenceOf(string reference) => TextValue.Clean(reference.ToUpperInvariant());
}
