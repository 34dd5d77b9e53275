using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A command of a <see cref="FaultyDataSource"/>. Its parameters are the driver's own.</summary>
internal sealed class FaultyCommand(FaultyDataSource source, FaultyConnection connection, DbCommand inner) : DbCommand
{
    private FaultyConnection? _connection = connection;
    private DbTransaction? _transaction;

    /// <summary>Gets the driver's own command. What is called on it is not counted.</summary>
    public DbCommand Inner => inner;

    [AllowNull]
    public override string CommandText
    {
        get => inner.CommandText;
        [SuppressMessage("Security", "CA2100", Justification = "It is passed on.")]
        set => inner.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => inner.CommandTimeout;
        set => inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => inner.CommandType;
        set => inner.CommandType = value;
    }

    public override bool DesignTimeVisible
    {
        get => inner.DesignTimeVisible;
        set => inner.DesignTimeVisible = value;
    }

    public override UpdateRowSource UpdatedRowSource
    {
        get => inner.UpdatedRowSource;
        set => inner.UpdatedRowSource = value;
    }

    protected override DbConnection? DbConnection
    {
        get => _connection;
        set
        {
            _connection = (FaultyConnection?)value;
            inner.Connection = _connection?.Inner;
        }
    }

    protected override DbTransaction? DbTransaction
    {
        get => _transaction;
        set
        {
            _transaction = value;
            inner.Transaction = (value as FaultyTransaction)?.Inner ?? value;
        }
    }

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    private FaultyConnection Connected => _connection ?? throw new InvalidOperationException("The command has no connection.");

    public override void Cancel() => inner.Cancel();

    public override void Prepare() => source.Call("prepare", Connected, inner.Prepare);

    public override Task PrepareAsync(CancellationToken cancellationToken = default) =>
        source.CallAsync("prepare", Connected, () => inner.PrepareAsync(cancellationToken));

    public override int ExecuteNonQuery() => source.Call("execute", Connected, inner.ExecuteNonQuery);

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
        source.CallAsync("execute", Connected, () => inner.ExecuteNonQueryAsync(cancellationToken));

    public override object? ExecuteScalar() => source.Call("execute", Connected, inner.ExecuteScalar);

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) =>
        source.CallAsync("execute", Connected, () => inner.ExecuteScalarAsync(cancellationToken));

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override DbParameter CreateDbParameter() => inner.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        var reader = source.Call(
            "execute",
            Connected,
            () => inner.ExecuteReader(FaultyReader.WithoutClosing(behavior)),
            reader => reader.Dispose());
        return new FaultyReader(source, Connected, reader, behavior);
    }

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        var reader = await source.CallAsync(
            "execute",
            Connected,
            () => inner.ExecuteReaderAsync(FaultyReader.WithoutClosing(behavior), cancellationToken),
            async reader => await reader.DisposeAsync());
        return new FaultyReader(source, Connected, reader, behavior);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
