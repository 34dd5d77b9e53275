using Microsoft.Data.Sqlite;

namespace MediMate.Incidents.Cli;

/// <summary>The store that a command works on.</summary>
internal sealed record StoreArgument
{
    public string? Sqlite { get; init; }

    public string? Postgres { get; init; }

    public string? Schema { get; init; }

    /// <summary>Opens a store that is there, only to read: no file is made, and no schema changed.</summary>
    /// <exception cref="ArgumentException">It cannot be such a store.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public RelationalIncidentStore OpenToRead()
    {
        if (Sqlite is { } path && !File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: there is no such file.");
        }

        return Open(SchemaUpdate.VerifyOnly, SqliteOpenMode.ReadOnly);
    }

    /// <summary>Opens a store, and makes it where there is none.</summary>
    /// <exception cref="ArgumentException">It cannot be a store.</exception>
    public RelationalIncidentStore OpenToWrite() => Open(SchemaUpdate.Apply, SqliteOpenMode.ReadWriteCreate);

    private RelationalIncidentStore Open(SchemaUpdate update, SqliteOpenMode mode)
    {
        var options = new RelationalStoreOptions { SchemaUpdate = update };
        options.Schema = Schema ?? options.Schema;
        return Sqlite is { } path
            ? SqliteStore.Open(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ConnectionString, options)
            : PostgreSqlStore.Open(Postgres!, options, timeProvider: null);
    }
}
