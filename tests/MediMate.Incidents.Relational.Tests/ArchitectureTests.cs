namespace MediMate.Incidents.Relational.Tests;

/// <summary>Which way the dependencies of the durable stores point, and the shape of what is public.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void Shared_package_depends_on_the_engine_and_on_ADO_NET_alone() => Assert.Equal(
        [
            "MediMate.Incidents",
            "MediMate.Incidents.Abstractions",
            "Microsoft.Extensions.DependencyInjection.Abstractions",
            "Microsoft.Extensions.Hosting.Abstractions",
            "Microsoft.Extensions.Logging.Abstractions",
            "NodaTime",
        ],
        References(typeof(RelationalIncidentStore)));

    [Fact]
    public void Packages_of_databases_add_their_driver_alone()
    {
        Assert.Equal(["Microsoft.Data.Sqlite"], Added(typeof(SqliteStore)));
        Assert.Equal(["Npgsql"], Added(typeof(PostgreSqlStore)));

        static IEnumerable<string> Added(Type type) => References(type).Except(References(typeof(RelationalIncidentStore))).Except(["MediMate.Incidents.Relational"]);
    }

    [Fact]
    public void Public_types_share_one_namespace_and_are_sealed()
    {
        foreach (var type in new[] { typeof(RelationalIncidentStore), typeof(SqliteStore), typeof(PostgreSqlStore) }.SelectMany(type => type.Assembly.GetExportedTypes()))
        {
            Assert.True(type.Namespace is "MediMate.Incidents" or "Microsoft.Extensions.DependencyInjection", type.FullName);
            Assert.True(type.IsSealed || type.IsEnum, type.FullName);
        }
    }

    private static IEnumerable<string> References(Type type) => type.Assembly.GetReferencedAssemblies()
        .Select(reference => reference.Name!)
        .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not "netstandard") // Measuring coverage adds it.
        .Order(StringComparer.Ordinal);
}
