using System.Data.Common;
using System.Globalization;
using System.Text;

namespace MediMate.Incidents;

/// <summary>The row of a subject that is no incident: how it is written and read.</summary>
internal static class SubjectRecord
{
    /// <summary>The columns that are read, of a table called <c>i</c>: the name under which rows are locked.</summary>
    public const string Columns = "i.kind, i.id, i.number, i.body";

    /// <summary>Removes subjects of a kind.</summary>
    public const string Remove = "DELETE FROM {s}incident_subjects WHERE kind = $2 AND id {in}";

    private static readonly (string Name, ColumnKind Kind)[] Written =
    [
        ("kind", ColumnKind.Int),
        ("id", ColumnKind.Id),
        ("version", ColumnKind.Long),
        ("next_due", ColumnKind.Long),
        ("due_at", ColumnKind.Long),
        ("attempts", ColumnKind.Int),
        ("body", ColumnKind.Bytes),
    ];

    /// <summary>Writes subjects that are new. One that is there after all is not returned.</summary>
    public static readonly TableWrite Insert = new("incident_subjects", "ON CONFLICT (kind, id) DO NOTHING RETURNING id", [.. Written]);

    /// <summary>Writes subjects that are there and locked. A commit ends every claim.</summary>
    public static readonly TableWrite Replace = new(
        "incident_subjects",
        """
        ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, next_due = excluded.next_due, due_at = excluded.due_at, attempts = 0,
        body = excluded.body
        """,
        [.. Written]);

    /// <summary>Gets the kinds that this version knows, as a list for a comparison: the others are left to newer nodes.</summary>
    public static string KnownKinds { get; } = string.Join(", ", SubjectJson.Known.Select(kind => ((int)kind).ToString(CultureInfo.InvariantCulture)));

    public static void Add(RowWrite write, StoredSubject subject) => write.Add(
        (int)subject.Kind,
        subject.Id,
        subject.Version,
        Micros.Of(subject.NextDueAt),
        Micros.Of(subject.NextDueAt),
        0,
        SubjectJson.Write(subject));

    public static void Add(RowWrite write, ArchivedSubject line) =>
        write.Add(line.Kind, line.Id, line.Version, line.NextDue, line.NextDue, 0, Encoding.UTF8.GetBytes(line.Body));

    /// <summary>Compares a line of an archive with the subject in it. One of a kind that this version does not know is taken as it is.</summary>
    /// <returns>What is wrong; <see langword="null"/> where all is right.</returns>
    public static string? Check(ArchivedSubject line)
    {
        var kind = (SubjectKind)line.Kind;
        if (!SubjectJson.Known.Contains(kind))
        {
            return null;
        }

        try
        {
            var subject = SubjectJson.Read(kind, Encoding.UTF8.GetBytes(line.Body));
            return (subject.Id, subject.Version, Micros.Of(subject.NextDueAt) as long?) == (line.Id, line.Version, line.NextDue)
                ? null
                : $"the {kind} {line.Id} is another by its body";
        }
        catch (IncidentStoreException exception)
        {
            return exception.Message.TrimEnd('.');
        }
    }

    /// <summary>Reads a row that was selected with <see cref="Columns"/>.</summary>
    public static SubjectSlot Read(Dialect dialect, DbDataReader reader, bool isLocked)
    {
        var kind = (SubjectKind)reader.GetInt32(0);
        return new SubjectSlot(new SubjectName { Kind = kind, Id = dialect.ReadId(reader, 1) })
        {
            Number = reader.GetInt64(2),
            Subject = SubjectJson.Read(kind, reader.GetFieldValue<byte[]>(3)),
            IsStored = true,
            IsLocked = isLocked,
        };
    }
}
