using System.Data.Common;
using MediMate.Incidents;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps the incidents of a host in PostgreSQL.</summary>
public static class PostgreSqlIncidentResponseBuilderExtensions
{
    /// <summary>Keeps incidents in PostgreSQL. Of several stores the last one counts.</summary>
    /// <param name="builder">The builder that <c>AddIncidentResponse()</c> gives.</param>
    /// <param name="connectionString">A connection string of Npgsql.</param>
    /// <returns>The builder.</returns>
    public static IncidentResponseBuilder UsePostgreSql(this IncidentResponseBuilder builder, string connectionString) =>
        builder.UsePostgreSql(connectionString, _ => { });

    /// <summary>Keeps incidents in PostgreSQL. Of several stores the last one counts.</summary>
    /// <param name="builder">The builder that <c>AddIncidentResponse()</c> gives.</param>
    /// <param name="connectionString">A connection string of Npgsql.</param>
    /// <param name="configure">Changes the settings of the store.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The settings are out of range; the message names the remedy.</exception>
    public static IncidentResponseBuilder UsePostgreSql(
        this IncidentResponseBuilder builder, string connectionString, Action<RelationalStoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var options = Options(configure);
        return builder.UseRelationalStore(services => PostgreSqlStore.Open(connectionString, options, services.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Keeps incidents in PostgreSQL. Of several stores the last one counts.</summary>
    /// <param name="builder">The builder that <c>AddIncidentResponse()</c> gives.</param>
    /// <param name="dataSource">The host's data source; it stays the host's. One made by <c>NpgsqlSlimDataSourceBuilder</c> needs <c>EnableArrays()</c>.</param>
    /// <returns>The builder.</returns>
    public static IncidentResponseBuilder UsePostgreSql(this IncidentResponseBuilder builder, DbDataSource dataSource) =>
        builder.UsePostgreSql(dataSource, _ => { });

    /// <summary>Keeps incidents in PostgreSQL. Of several stores the last one counts.</summary>
    /// <param name="builder">The builder that <c>AddIncidentResponse()</c> gives.</param>
    /// <param name="dataSource">The host's data source; it stays the host's. One made by <c>NpgsqlSlimDataSourceBuilder</c> needs <c>EnableArrays()</c>.</param>
    /// <param name="configure">Changes the settings of the store.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The settings are out of range; the message names the remedy.</exception>
    public static IncidentResponseBuilder UsePostgreSql(
        this IncidentResponseBuilder builder, DbDataSource dataSource, Action<RelationalStoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        var options = Options(configure);
        return builder.UseRelationalStore(services => PostgreSqlStore.Open(dataSource, options, services.GetRequiredService<TimeProvider>()));
    }

    private static RelationalStoreOptions Options(Action<RelationalStoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new RelationalStoreOptions();
        configure(options);
        options.Check();
        return options;
    }
}
