using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A kind of database that tests run on.</summary>
public enum DatabaseKind
{
    /// <summary>A file.</summary>
    Sqlite,

    /// <summary>The server that all tests share.</summary>
    PostgreSql,
}

/// <summary>A fresh database of either kind.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly SqliteFile? _file;

    private TestDatabase(DbDataSource source, string connectionString, SqliteFile? file)
    {
        Source = source;
        ConnectionString = connectionString;
        _file = file;
    }

    public DbDataSource Source { get; }

    public string ConnectionString { get; }

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        if (kind == DatabaseKind.PostgreSql)
        {
            var connectionString = await PostgreSql.RequireAsync();
            return new TestDatabase(NpgsqlDataSource.Create(connectionString), connectionString, file: null);
        }

        var file = new SqliteFile();
        return new TestDatabase(SqliteFactory.Instance.CreateDataSource(file.ConnectionString), file.ConnectionString, file);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        _file?.Dispose();
    }
}
