using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace MediMate.Incidents;

/// <summary>Opens stores in SQLite files, for those who have no host.</summary>
public static class SqliteStore
{
    /// <summary>Opens a store.</summary>
    /// <param name="database">A file's path, for instance <c>incidents.db</c>, or a connection string of Microsoft.Data.Sqlite. The file is made where there is none.</param>
    /// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <returns>The store. Dispose of it to close the file.</returns>
    /// <exception cref="ArgumentException">The database is one in memory, or the settings are out of range; the message names the remedy.</exception>
    public static RelationalIncidentStore Open(string database, RelationalStoreOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new RelationalStoreOptions();
        var connectionString = Check(database, options);
        var dataSource = SqliteFactory.Instance.CreateDataSource(connectionString);
        return Open(dataSource, ownsDataSource: true, options, timeProvider);
    }

    /// <summary>Opens a store over a data source, which tests may have wrapped.</summary>
    internal static RelationalIncidentStore Open(
        DbDataSource dataSource, bool ownsDataSource, RelationalStoreOptions options, TimeProvider? timeProvider) =>
        new(new SqliteDialect(options.CommandTimeout), dataSource, ownsDataSource, options, timeProvider ?? TimeProvider.System);

    /// <summary>Makes a connection string that waits no longer than the settings say.</summary>
    internal static string Check(string database, RelationalStoreOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(database);
        options.Check();
        var builder = ConnectionStringOf(database);
        if (builder is null || string.IsNullOrEmpty(builder.DataSource) || builder.Mode == SqliteOpenMode.Memory || IsInMemory(builder.DataSource))
        {
            throw new ArgumentException(
                $"MMI0103: \"{database}\" is a database in memory: it is gone when its last connection is closed. Name a file, for instance \"incidents.db\"; "
                + "to keep nothing on purpose, leave UseSqlite out: the engine's own store in memory is made for that.",
                nameof(database));
        }

        builder.DefaultTimeout = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds);
        return builder.ToString();
    }

    /// <summary>Reads a connection string, or makes one for a path.</summary>
    /// <returns><see langword="null"/> for the address of a database in memory that stands by itself: its <c>=</c> makes it no connection string.</returns>
    private static SqliteConnectionStringBuilder? ConnectionStringOf(string database) =>
        database.StartsWith("file:", StringComparison.OrdinalIgnoreCase) && IsInMemory(database) ? null
        : database.Contains('=', StringComparison.Ordinal) ? new SqliteConnectionStringBuilder(database)
        : new SqliteConnectionStringBuilder { DataSource = database };

    private static bool IsInMemory(string source) =>
        source.Contains(":memory:", StringComparison.OrdinalIgnoreCase) || source.Contains("mode=memory", StringComparison.OrdinalIgnoreCase);
}
