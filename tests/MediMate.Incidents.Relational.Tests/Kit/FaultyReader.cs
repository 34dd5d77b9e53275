using System.Collections;
using System.Collections.ObjectModel;
using System.Data;
using System.Data.Common;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A reader of a <see cref="FaultyDataSource"/>.</summary>
/// <remarks>Going on to the next result is a call. A reader that is closed works off the results that are left, as the drivers do.</remarks>
internal sealed class FaultyReader(FaultyDataSource source, FaultyConnection connection, DbDataReader inner, CommandBehavior behavior) : DbDataReader
{
    public override int Depth => inner.Depth;

    public override int FieldCount => inner.FieldCount;

    public override int VisibleFieldCount => inner.VisibleFieldCount;

    public override bool HasRows => inner.HasRows;

    public override bool IsClosed => inner.IsClosed;

    public override int RecordsAffected => inner.RecordsAffected;

    public override object this[int ordinal] => inner[ordinal];

    public override object this[string name] => inner[name];

    public override bool NextResult() => source.Call("next result", connection, inner.NextResult);

    public override Task<bool> NextResultAsync(CancellationToken cancellationToken) =>
        source.CallAsync("next result", connection, () => inner.NextResultAsync(cancellationToken));

    public override bool Read() => source.CountsRows ? source.Call("read", connection, inner.Read) : inner.Read();

    public override Task<bool> ReadAsync(CancellationToken cancellationToken) => source.CountsRows
        ? source.CallAsync("read", connection, () => inner.ReadAsync(cancellationToken))
        : inner.ReadAsync(cancellationToken);

    /// <summary>Takes out what the driver's own reader must not do: SQLite's fails when it closes the connection that is just being lost.</summary>
    public static CommandBehavior WithoutClosing(CommandBehavior behavior) => behavior & ~CommandBehavior.CloseConnection;

    public override void Close()
    {
        inner.Close();
        if (behavior.HasFlag(CommandBehavior.CloseConnection))
        {
            connection.Close();
        }
    }

    public override async Task CloseAsync()
    {
        await inner.CloseAsync();
        if (behavior.HasFlag(CommandBehavior.CloseConnection))
        {
            await connection.CloseAsync();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    public override bool GetBoolean(int ordinal) => inner.GetBoolean(ordinal);

    public override byte GetByte(int ordinal) => inner.GetByte(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        inner.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

    public override char GetChar(int ordinal) => inner.GetChar(ordinal);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        inner.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

    public override Task<ReadOnlyCollection<DbColumn>> GetColumnSchemaAsync(CancellationToken cancellationToken = default) =>
        inner.GetColumnSchemaAsync(cancellationToken);

    public override string GetDataTypeName(int ordinal) => inner.GetDataTypeName(ordinal);

    public override DateTime GetDateTime(int ordinal) => inner.GetDateTime(ordinal);

    public override decimal GetDecimal(int ordinal) => inner.GetDecimal(ordinal);

    public override double GetDouble(int ordinal) => inner.GetDouble(ordinal);

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override Type GetFieldType(int ordinal) => inner.GetFieldType(ordinal);

    public override T GetFieldValue<T>(int ordinal) => inner.GetFieldValue<T>(ordinal);

    public override Task<T> GetFieldValueAsync<T>(int ordinal, CancellationToken cancellationToken) =>
        inner.GetFieldValueAsync<T>(ordinal, cancellationToken);

    public override float GetFloat(int ordinal) => inner.GetFloat(ordinal);

    public override Guid GetGuid(int ordinal) => inner.GetGuid(ordinal);

    public override short GetInt16(int ordinal) => inner.GetInt16(ordinal);

    public override int GetInt32(int ordinal) => inner.GetInt32(ordinal);

    public override long GetInt64(int ordinal) => inner.GetInt64(ordinal);

    public override string GetName(int ordinal) => inner.GetName(ordinal);

    public override int GetOrdinal(string name) => inner.GetOrdinal(name);

    public override Type GetProviderSpecificFieldType(int ordinal) => inner.GetProviderSpecificFieldType(ordinal);

    public override object GetProviderSpecificValue(int ordinal) => inner.GetProviderSpecificValue(ordinal);

    public override int GetProviderSpecificValues(object[] values) => inner.GetProviderSpecificValues(values);

    public override DataTable? GetSchemaTable() => inner.GetSchemaTable();

    public override Stream GetStream(int ordinal) => inner.GetStream(ordinal);

    public override string GetString(int ordinal) => inner.GetString(ordinal);

    public override TextReader GetTextReader(int ordinal) => inner.GetTextReader(ordinal);

    public override object GetValue(int ordinal) => inner.GetValue(ordinal);

    public override int GetValues(object[] values) => inner.GetValues(values);

    public override bool IsDBNull(int ordinal) => inner.IsDBNull(ordinal);

    public override Task<bool> IsDBNullAsync(int ordinal, CancellationToken cancellationToken) => inner.IsDBNullAsync(ordinal, cancellationToken);

    protected override DbDataReader GetDbDataReader(int ordinal) => inner.GetData(ordinal);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
