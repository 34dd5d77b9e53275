using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A connection of a <see cref="FaultyDataSource"/>.</summary>
internal sealed class FaultyConnection : DbConnection
{
    private readonly FaultyDataSource _source;

    public FaultyConnection(FaultyDataSource source, DbConnection inner)
    {
        _source = source;
        Inner = inner;
        inner.StateChange += (_, change) => OnStateChange(change);
    }

    /// <summary>Gets the driver's own connection. What is called on it is not counted.</summary>
    public DbConnection Inner { get; }

    [AllowNull]
    public override string ConnectionString
    {
        get => Inner.ConnectionString;
        set => Inner.ConnectionString = value;
    }

    public override int ConnectionTimeout => Inner.ConnectionTimeout;

    public override string Database => Inner.Database;

    public override string DataSource => Inner.DataSource;

    public override string ServerVersion => Inner.ServerVersion;

    public override ConnectionState State => Inner.State;

    public override bool CanCreateBatch => Inner.CanCreateBatch;

    protected override DbProviderFactory? DbProviderFactory => DbProviderFactories.GetFactory(Inner);

    public override void Open() => _source.Call("open", this, Inner.Open, Lose);

    public override Task OpenAsync(CancellationToken cancellationToken) =>
        _source.CallAsync("open", this, () => Inner.OpenAsync(cancellationToken), LoseAsync);

    public override void Close() => Inner.Close();

    public override Task CloseAsync() => Inner.CloseAsync();

    public override void ChangeDatabase(string databaseName) => _source.Call("change database", this, () => Inner.ChangeDatabase(databaseName));

    public override Task ChangeDatabaseAsync(string databaseName, CancellationToken cancellationToken = default) =>
        _source.CallAsync("change database", this, () => Inner.ChangeDatabaseAsync(databaseName, cancellationToken));

    public override DataTable GetSchema() => Inner.GetSchema();

    public override DataTable GetSchema(string collectionName) => Inner.GetSchema(collectionName);

    public override DataTable GetSchema(string collectionName, string?[] restrictionValues) => Inner.GetSchema(collectionName, restrictionValues);

    public override void EnlistTransaction(System.Transactions.Transaction? transaction) => Inner.EnlistTransaction(transaction);

    public override async ValueTask DisposeAsync()
    {
        await Inner.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Ends the connection for good, as far as the server is concerned too: it does not go back to a pool.</summary>
    internal void Lose()
    {
        ClearPool();
        Inner.Close();
    }

    internal Task LoseAsync()
    {
        ClearPool();
        return Inner.CloseAsync();
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        new FaultyTransaction(_source, this, _source.Call("begin", this, () => Inner.BeginTransaction(isolationLevel)));

    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(IsolationLevel isolationLevel, CancellationToken cancellationToken)
    {
        var inner = await _source.CallAsync("begin", this, async () => await Inner.BeginTransactionAsync(isolationLevel, cancellationToken));
        return new FaultyTransaction(_source, this, inner);
    }

    protected override DbCommand CreateDbCommand() => new FaultyCommand(_source, this, Inner.CreateCommand());

    protected override DbBatch CreateDbBatch() => new FaultyBatch(_source, this, Inner.CreateBatch());

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // What goes back to a pool would be used again. In a pool that is cleared, those that are idle end now, and those in use when they are given
    // back.
    private void ClearPool()
    {
        switch (Inner)
        {
            case NpgsqlConnection connection:
                (_source.Inner as NpgsqlDataSource)?.Clear();
                NpgsqlConnection.ClearPool(connection); // Knows the pools by connection string only, not those of a source.
                break;
            case SqliteConnection connection:
                SqliteConnection.ClearPool(connection);
                break;
        }
    }
}
