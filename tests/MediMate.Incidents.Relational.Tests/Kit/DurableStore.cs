using System.Data.Common;
using MediMate.Incidents.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A store in a fresh database of either kind, which can be opened again and again.</summary>
internal sealed class DurableStore : StoreUnderTest
{
    private readonly SqliteFile? _file;
    private readonly string? _connectionString;
    private readonly List<RelationalIncidentStore> _opened = [];

    private DurableStore(SqliteFile? file, string? connectionString, string schema)
    {
        _file = file;
        _connectionString = connectionString;
        Options = new RelationalStoreOptions { Schema = schema };
    }

    public DatabaseKind Kind => _file is null ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite;

    /// <summary>Gets what the store is opened with: the path of a file, or a connection string.</summary>
    public string Location => _file?.Path ?? _connectionString!;

    public RelationalStoreOptions Options { get; }

    /// <summary>Gets the file of an SQLite database.</summary>
    public string? Path => _file?.Path;

    /// <summary>Gets how the database is reached without the store.</summary>
    public string ConnectionString => _file?.ConnectionString ?? _connectionString!;

    public static DurableStore OnSqlite() => new(new SqliteFile(), connectionString: null, "incidents");

    public static async Task<DurableStore> CreateAsync(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            return OnSqlite();
        }

        var (connectionString, schema) = await PostgreSql.RequireSchemaAsync();
        return new DurableStore(file: null, connectionString, schema);
    }

    public RelationalIncidentStore Open(TimeProvider? timeProvider = null)
    {
        var store = _file is not null
            ? SqliteStore.Open(_file.Path, Options, timeProvider)
            : PostgreSqlStore.Open(_connectionString!, Options, timeProvider);
        _opened.Add(store);
        return store;
    }

    /// <summary>Runs a statement behind the back of the store; <c>{s}</c> is where its tables are.</summary>
    /// <returns>The first value of its first row.</returns>
    public async Task<object?> ScalarAsync(string text)
    {
        await using DbConnection connection = _file is not null ? new SqliteConnection(_file.ConnectionString) : new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = text.Replace("{s}", _file is not null ? string.Empty : $"{Options.Schema}.", StringComparison.Ordinal);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Gives the tables themselves, apart from any store.</summary>
    public DbDataSource OpenTables() => _file is not null
        ? SqliteFactory.Instance.CreateDataSource(_file.ConnectionString)
        : NpgsqlDataSource.Create(_connectionString!);

    /// <summary>Gets the name of a table as statements use it.</summary>
    public string Table(string name) => _file is not null ? name : $"{Options.Schema}.{name}";

    public override ValueTask<IIncidentStore> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IIncidentStore>(Open());

    public override async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
        {
            await store.DisposeAsync();
        }

        _file?.Dispose();
        await base.DisposeAsync();
    }
}
