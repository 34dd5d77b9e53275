using MediMate.Incidents.Relational.Tests.Kit;

[assembly: AssemblyFixture(typeof(PostgreSqlFixture))]

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>How tests come by a PostgreSQL database.</summary>
internal static class PostgreSql
{
    /// <summary>Makes a fresh database on the server that all tests share. Without a server the test is skipped; in CI it fails.</summary>
    /// <returns>The connection string.</returns>
    public static async Task<string> RequireAsync()
    {
        Require();
        var fixture = await TestContext.Current.GetFixture<PostgreSqlFixture>();
        return await (await fixture!.Server).CreateDatabaseAsync();
    }

    /// <summary>Gives a schema that nobody else uses, in a database that many tests share: much quicker than a database of its own.</summary>
    /// <returns>The connection string and the name of the schema.</returns>
    public static async Task<(string ConnectionString, string Schema)> RequireSchemaAsync()
    {
        Require();
        var fixture = await TestContext.Current.GetFixture<PostgreSqlFixture>();
        return (await fixture!.SharedDatabase, $"test_{fixture.NextSchema()}");
    }

    /// <summary>Starts a server for one test alone: one that it stops or kills.</summary>
    /// <param name="fsync">Whether what is committed is on the disk by then.</param>
    /// <returns>The server; the test disposes of it.</returns>
    public static Task<PostgreSqlServer> RequireServerAsync(bool fsync = true)
    {
        Require();
        return PostgreSqlServer.CreateAsync(fsync);
    }

    private static void Require()
    {
        if (PostgreSqlServer.WhyMissing() is not { } reason)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }
}

/// <summary>The server that all tests share: started when the first of them asks, stopped after the last.</summary>
public sealed class PostgreSqlFixture : IAsyncDisposable
{
    private readonly Lazy<Task<PostgreSqlServer>> _server = new(() => PostgreSqlServer.CreateAsync());

    private readonly Lazy<Task<string>> _sharedDatabase;
    private int _schemas;

    /// <summary>Initializes a new instance of the <see cref="PostgreSqlFixture"/> class, without a server yet.</summary>
    public PostgreSqlFixture() => _sharedDatabase = new(async () => await (await Server).CreateDatabaseAsync());

    internal Task<PostgreSqlServer> Server => _server.Value;

    internal Task<string> SharedDatabase => _sharedDatabase.Value;

    internal int NextSchema() => Interlocked.Increment(ref _schemas);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await Server).DisposeAsync();
        }
    }
}
