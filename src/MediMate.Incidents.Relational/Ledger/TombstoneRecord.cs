using System.Data.Common;
using System.Text.Json;

namespace MediMate.Incidents;

/// <summary>The row of a tombstone: how it is written and read.</summary>
internal static class TombstoneRecord
{
    public const string Columns = "incident_id, reference, sequence, head, purged_at, purged_by, reason, key_id, hash, signature";

    public static readonly TableWrite Write = new(
        "incident_tombstones",
        string.Empty,
        ("incident_id", ColumnKind.Id),
        ("reference", ColumnKind.Text),
        ("sequence", ColumnKind.Long),
        ("head", ColumnKind.Bytes),
        ("purged_at", ColumnKind.Long),
        ("purged_by", ColumnKind.Bytes),
        ("reason", ColumnKind.Text),
        ("key_id", ColumnKind.Text),
        ("hash", ColumnKind.Bytes),
        ("signature", ColumnKind.Bytes));

    public static void Add(RowWrite write, Tombstone tombstone) => write.Add(
        tombstone.IncidentId.Value,
        tombstone.Reference,
        tombstone.Sequence,
        tombstone.Head.ToArray(),
        Micros.Of(tombstone.PurgedAt),
        JsonSerializer.SerializeToUtf8Bytes(tombstone.By, IncidentJson.Context.Actor),
        tombstone.Reason,
        tombstone.KeyId,
        tombstone.Hash.ToArray(),
        tombstone.Signature?.ToArray());

    public static Tombstone Read(Dialect dialect, DbDataReader reader) => new()
    {
        IncidentId = new IncidentId(dialect.ReadId(reader, 0)),
        Reference = reader.GetString(1),
        Sequence = reader.GetInt64(2),
        Head = reader.GetFieldValue<byte[]>(3),
        PurgedAt = Micros.ToInstant(reader.GetInt64(4)),
        By = ActorOf(reader.GetFieldValue<byte[]>(5)),
        Reason = reader.GetString(6),
        KeyId = reader.IsDBNull(7) ? null : reader.GetString(7),
        Hash = reader.GetFieldValue<byte[]>(8),
        Signature = BytesOrNull.Read(reader, 9),
    };

    /// <summary>Reads who purged. Bytes that are nobody are shown as they are: the hash then tells that they were changed.</summary>
    private static Actor ActorOf(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, IncidentJson.Context.Actor) ?? Actor.System;
        }
        catch (JsonException)
        {
            return new Actor { Kind = ActorKind.System, Id = Convert.ToHexStringLower(json) };
        }
    }
}
