using System.Data.Common;
using MediMate.Incidents.Relational.Tests.Kit;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>A database of either kind that is emptied again and again: quicker than a new one for each fault.</summary>
internal sealed class FaultDatabase : IAsyncDisposable
{
    private static readonly string[] Tables =
    [
        "incidents", "incident_events", "incident_parts", "incident_keys", "incident_terms", "incident_outbox", "incident_playbooks",
        "incident_checkpoints", "incident_checkpoint_entries", "incident_tombstones", "incident_subjects", "incident_receipts",
    ];

    private readonly DatabaseKind _kind;
    private readonly SqliteFile? _file;
    private readonly PostgreSqlServer? _server;
    private int _schemas;

    private FaultDatabase(DatabaseKind kind, DbDataSource source, SqliteFile? file, PostgreSqlServer? server)
    {
        _kind = kind;
        _file = file;
        _server = server;
        Source = source;
        NewSchema();
    }

    /// <summary>Gets the driver's own source.</summary>
    public DbDataSource Source { get; }

    public RelationalStoreOptions Options { get; private set; } = new();

    public static async Task<FaultDatabase> CreateAsync(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            var file = new SqliteFile();
            return new FaultDatabase(kind, SqliteFactory.Instance.CreateDataSource(file.ConnectionString), file, server: null);
        }

        // Nothing here loses power: without waiting for the disk many more faults fit into a minute.
        var server = await PostgreSql.RequireServerAsync(fsync: false);
        return new FaultDatabase(kind, NpgsqlDataSource.Create(await server.CreateDatabaseAsync()), file: null, server);
    }

    /// <summary>Gives a database on the server that all tests share: one that syncs, and is there already.</summary>
    public static async Task<FaultDatabase> OnSharedServerAsync(DatabaseKind kind) => kind == DatabaseKind.Sqlite
        ? await CreateAsync(kind)
        : new FaultDatabase(kind, NpgsqlDataSource.Create(await PostgreSql.RequireAsync()), file: null, server: null);

    public RelationalIncidentStore Open(DbDataSource? source = null) => _kind == DatabaseKind.Sqlite
        ? SqliteStore.Open(source ?? Source, ownsDataSource: false, Options, TimeProvider.System)
        : PostgreSqlStore.Open(source ?? Source, Options, TimeProvider.System);

    /// <summary>Deletes all that is kept.</summary>
    public Task EmptyAsync()
    {
        // Deleted rows would make PostgreSQL slower and slower: nobody cleans up as fast as this goes on.
        var deletion = _kind == DatabaseKind.Sqlite
            ? string.Concat(Tables.Select(table => $"DELETE FROM {table};"))
            : $"TRUNCATE {string.Join(", ", Tables.Select(table => $"{{s}}{table}"))};";
        return ExecuteAsync(deletion + "UPDATE {s}incident_numbers SET last = 0");
    }

    /// <summary>Runs a statement past the store: <c>{s}</c> is where the tables are, <c>$1</c> and so on are values.</summary>
    public async Task<int> ExecuteAsync(string statement, params object?[] values)
    {
        await using var command = Command(statement, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads rows past the store.</summary>
    public async Task<IReadOnlyList<object[]>> QueryAsync(string statement, params object?[] values)
    {
        await using var command = Command(statement, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Goes back to a database in which no store was ever opened.</summary>
    public async Task ForgetSchemaAsync()
    {
        if (_kind == DatabaseKind.PostgreSql)
        {
            NewSchema();
            return;
        }

        foreach (var table in (string[])[.. Tables, "incident_numbers", "incident_schema"])
        {
            await ExecuteAsync($"DROP TABLE IF EXISTS {table}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        _file?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private void NewSchema() => Options = new RelationalStoreOptions { Schema = _kind == DatabaseKind.Sqlite ? "incidents" : $"faults_{++_schemas}" };

    private DbCommand Command(string statement, object?[] values)
    {
        var command = Source.CreateCommand(statement.Replace("{s}", _kind == DatabaseKind.Sqlite ? string.Empty : Options.Schema + ".", StringComparison.Ordinal));
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            if (_kind == DatabaseKind.Sqlite)
            {
                parameter.ParameterName = $"${command.Parameters.Count + 1}";
            }

            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
