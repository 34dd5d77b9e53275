using System.Data.Common;
using Npgsql;

namespace MediMate.Incidents;

/// <summary>Opens stores in PostgreSQL, for those who have no host.</summary>
public static class PostgreSqlStore
{
    /// <summary>Opens a store with the default settings.</summary>
    /// <param name="connectionString">A connection string of Npgsql.</param>
    /// <returns>The store. Dispose of it to close its connections.</returns>
    /// <exception cref="ArgumentException">The connection string cannot be.</exception>
    public static RelationalIncidentStore Open(string connectionString) => Open(connectionString, options: null, timeProvider: null);

    /// <summary>Opens a store.</summary>
    /// <param name="connectionString">A connection string of Npgsql.</param>
    /// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <returns>The store. Dispose of it to close its connections.</returns>
    /// <exception cref="ArgumentException">The connection string or the settings cannot be.</exception>
    public static RelationalIncidentStore Open(string connectionString, RelationalStoreOptions? options, TimeProvider? timeProvider)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        options ??= new RelationalStoreOptions();
        options.Check();
        return Open(Connect(connectionString, options), ownsDataSource: true, options, timeProvider);
    }

    /// <summary>Opens a store over a data source of the caller, with the default settings.</summary>
    /// <param name="dataSource">The data source; it stays the caller's. One made by <c>NpgsqlSlimDataSourceBuilder</c> needs <c>EnableArrays()</c>.</param>
    /// <returns>The store.</returns>
    public static RelationalIncidentStore Open(DbDataSource dataSource) => Open(dataSource, options: null, timeProvider: null);

    /// <summary>Opens a store over a data source of the caller.</summary>
    /// <param name="dataSource">The data source; it stays the caller's. One made by <c>NpgsqlSlimDataSourceBuilder</c> needs <c>EnableArrays()</c>.</param>
    /// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <returns>The store.</returns>
    /// <exception cref="ArgumentException">The settings cannot be.</exception>
    public static RelationalIncidentStore Open(DbDataSource dataSource, RelationalStoreOptions? options, TimeProvider? timeProvider)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return Open(dataSource, ownsDataSource: false, options ?? new RelationalStoreOptions(), timeProvider);
    }

    /// <summary>Makes a data source with just what the store needs: it is then small, and can be compiled ahead of time.</summary>
    internal static DbDataSource Connect(string connectionString, RelationalStoreOptions options)
    {
        var builder = new NpgsqlSlimDataSourceBuilder(connectionString);

        // What is no statement, for instance a commit, takes its time-out from here. So does the driver when a time-out has run out: it asks a
        // server that may be stuck to stop, over connections that it opens for that, and would not wait for them any shorter.
        var limit = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds);
        builder.ConnectionStringBuilder.CommandTimeout = limit;
        builder.ConnectionStringBuilder.Timeout = Math.Min(builder.ConnectionStringBuilder.Timeout, limit);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        return builder.Build();
    }

    private static RelationalIncidentStore Open(DbDataSource dataSource, bool ownsDataSource, RelationalStoreOptions options, TimeProvider? timeProvider)
    {
        options.Check();
        return new(new PostgreSqlDialect(options.Schema, options.CommandTimeout), dataSource, ownsDataSource, options, timeProvider ?? TimeProvider.System);
    }
}
