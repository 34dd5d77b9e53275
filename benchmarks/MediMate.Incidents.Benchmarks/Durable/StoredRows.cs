using System.Data.Common;

namespace MediMate.Incidents.Benchmarks;

/// <summary>The row of an incident, as the engine's first release writes it.</summary>
internal sealed record StoredIncident
{
    public const string Columns =
        "id, number, reference, version, head, holding, snapshot, snapshot_form, has_parts, phase, level, is_open, declared_at, overdue_from, acknowledger, next_due, due_at, attempts";

    public required Guid Id { get; init; }

    public required long Number { get; init; }

    public required string Reference { get; init; }

    public required long Version { get; init; }

    public required byte[] Head { get; init; }

    public required Guid Holding { get; init; }

    public required byte[] Snapshot { get; init; }

    public required int SnapshotForm { get; init; }

    public required bool HasParts { get; init; }

    public required string Phase { get; init; }

    public required string Level { get; init; }

    public required bool IsOpen { get; init; }

    public required long DeclaredAt { get; init; }

    public required long? OverdueFrom { get; init; }

    public required Guid? Acknowledger { get; init; }

    public required long? NextDue { get; init; }

    public required long? DueAt { get; init; }

    public static StoredIncident Read(DbDataReader reader) => new()
    {
        Id = StoredColumns.Id(reader, 0),
        Number = reader.GetInt64(1),
        Reference = reader.GetString(2),
        Version = reader.GetInt64(3),
        Head = reader.GetFieldValue<byte[]>(4),
        Holding = StoredColumns.Id(reader, 5),
        Snapshot = reader.GetFieldValue<byte[]>(6),
        SnapshotForm = reader.GetInt32(7),
        HasParts = reader.GetBoolean(8),
        Phase = reader.GetString(9),
        Level = reader.GetString(10),
        IsOpen = reader.GetBoolean(11),
        DeclaredAt = reader.GetInt64(12),
        OverdueFrom = StoredColumns.LongOrNull(reader, 13),
        Acknowledger = reader.IsDBNull(14) ? null : StoredColumns.Id(reader, 14),
        NextDue = StoredColumns.LongOrNull(reader, 15),
        DueAt = StoredColumns.LongOrNull(reader, 16),
    };
}

/// <summary>The row of an event.</summary>
internal sealed record StoredEvent
{
    public const string Columns = "incident_id, sequence, recorded_at, name, form, body, personal, hash";

    public required Guid IncidentId { get; init; }

    public required long Sequence { get; init; }

    public required long RecordedAt { get; init; }

    public required string Name { get; init; }

    public required int Form { get; init; }

    public required byte[] Body { get; init; }

    public required byte[]? Personal { get; init; }

    public required byte[] Hash { get; init; }

    public static StoredEvent Read(DbDataReader reader) => new()
    {
        IncidentId = StoredColumns.Id(reader, 0),
        Sequence = reader.GetInt64(1),
        RecordedAt = reader.GetInt64(2),
        Name = reader.GetString(3),
        Form = reader.GetInt32(4),
        Body = reader.GetFieldValue<byte[]>(5),
        Personal = reader.IsDBNull(6) ? null : reader.GetFieldValue<byte[]>(6),
        Hash = reader.GetFieldValue<byte[]>(7),
    };
}

/// <summary>An outbox row.</summary>
internal sealed record StoredOutboxRow
{
    public const string Columns = "id, key, incident_id, cause, kind, channel, status, not_before, expires_at, due_at, attempts, body";

    public required Guid Id { get; init; }

    public required string Key { get; init; }

    public required Guid IncidentId { get; init; }

    public required long Cause { get; init; }

    public required int Kind { get; init; }

    public required string? Channel { get; init; }

    public required int Status { get; init; }

    public required long NotBefore { get; init; }

    public required long? ExpiresAt { get; init; }

    public required long? DueAt { get; init; }

    public required byte[] Body { get; init; }

    public static StoredOutboxRow Read(DbDataReader reader) => new()
    {
        Id = StoredColumns.Id(reader, 0),
        Key = reader.GetString(1),
        IncidentId = StoredColumns.Id(reader, 2),
        Cause = reader.GetInt64(3),
        Kind = reader.GetInt32(4),
        Channel = reader.IsDBNull(5) ? null : reader.GetString(5),
        Status = reader.GetInt32(6),
        NotBefore = reader.GetInt64(7),
        ExpiresAt = StoredColumns.LongOrNull(reader, 8),
        DueAt = StoredColumns.LongOrNull(reader, 9),
        Body = reader.GetFieldValue<byte[]>(11),
    };
}

/// <summary>Reads columns of both databases.</summary>
internal static class StoredColumns
{
    public static Guid Id(DbDataReader reader, int column) =>
        reader.GetFieldType(column) == typeof(Guid) ? reader.GetGuid(column) : new Guid(reader.GetFieldValue<byte[]>(column), bigEndian: true);

    public static long? LongOrNull(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}
