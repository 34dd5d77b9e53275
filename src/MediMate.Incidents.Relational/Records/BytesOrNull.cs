using System.Data.Common;

namespace MediMate.Incidents;

/// <summary>Reads bytes that may be missing.</summary>
internal static class BytesOrNull
{
    /// <summary>Reads a column. No bytes are not the same as empty ones: an array that is null would silently become the latter.</summary>
    public static ReadOnlyMemory<byte>? Read(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? default(ReadOnlyMemory<byte>?) : new ReadOnlyMemory<byte>(reader.GetFieldValue<byte[]>(column));
}
