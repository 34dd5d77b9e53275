using System.Data;
using System.Data.Common;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A batch of a <see cref="FaultyDataSource"/>. Its commands are the driver's own.</summary>
internal sealed class FaultyBatch(FaultyDataSource source, FaultyConnection connection, DbBatch inner) : DbBatch
{
    private FaultyConnection? _connection = connection;
    private DbTransaction? _transaction;

    public override int Timeout
    {
        get => inner.Timeout;
        set => inner.Timeout = value;
    }

    protected override DbBatchCommandCollection DbBatchCommands => inner.BatchCommands;

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

    private FaultyConnection Connected => _connection ?? throw new InvalidOperationException("The batch has no connection.");

    public override void Cancel() => inner.Cancel();

    public override void Prepare() => source.Call("prepare", Connected, inner.Prepare);

    public override Task PrepareAsync(CancellationToken cancellationToken = default) =>
        source.CallAsync("prepare", Connected, () => inner.PrepareAsync(cancellationToken));

    public override int ExecuteNonQuery() => source.Call("execute batch", Connected, inner.ExecuteNonQuery);

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default) =>
        source.CallAsync("execute batch", Connected, () => inner.ExecuteNonQueryAsync(cancellationToken));

    public override object? ExecuteScalar() => source.Call("execute batch", Connected, inner.ExecuteScalar);

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken = default) =>
        source.CallAsync("execute batch", Connected, () => inner.ExecuteScalarAsync(cancellationToken));

    public override void Dispose()
    {
        inner.Dispose();
        base.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override DbBatchCommand CreateDbBatchCommand() => inner.CreateBatchCommand();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        var reader = source.Call(
            "execute batch",
            Connected,
            () => inner.ExecuteReader(FaultyReader.WithoutClosing(behavior)),
            reader => reader.Dispose());
        return new FaultyReader(source, Connected, reader, behavior);
    }

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        var reader = await source.CallAsync(
            "execute batch",
            Connected,
            () => inner.ExecuteReaderAsync(FaultyReader.WithoutClosing(behavior), cancellationToken),
            async reader => await reader.DisposeAsync());
        return new FaultyReader(source, Connected, reader, behavior);
    }
}
