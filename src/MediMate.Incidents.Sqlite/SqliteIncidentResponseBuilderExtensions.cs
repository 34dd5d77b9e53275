using MediMate.Incidents;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps the incidents of a host in an SQLite file.</summary>
public static class SqliteIncidentResponseBuilderExtensions
{
    /// <summary>Keeps incidents in an SQLite file. Of several stores the last one counts.</summary>
    /// <param name="builder">The builder that <c>AddIncidentResponse()</c> gives.</param>
    /// <param name="database">A file's path, for instance <c>incidents.db</c>, or a connection string of Microsoft.Data.Sqlite. The file is made where there is none.</param>
    /// <param name="configure">Changes the settings of the store.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The database is one in memory, or the settings are out of range; the message names the remedy.</exception>
    public static IncidentResponseBuilder UseSqlite(
        this IncidentResponseBuilder builder, string database, Action<RelationalStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new RelationalStoreOptions();
        configure?.Invoke(options);
        SqliteStore.Check(database, options);
        return builder.UseRelationalStore(services => SqliteStore.Open(database, options, services.GetRequiredService<TimeProvider>()));
    }
}
