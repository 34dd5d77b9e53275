using MediMate.Incidents.Relational.Tests.Kit;

namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>What is wrong with a schema or a setting is told at the start, with its remedy, and nothing is touched.</summary>
public sealed class StoreStartTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Newer_schema_is_refused_with_both_versions_and_left_as_it_is(DatabaseKind kind)
    {
        await using var database = await FaultDatabase.OnSharedServerAsync(kind);
        await using (var first = database.Open())
        {
            await first.MigrateAsync(TestContext.Current.CancellationToken);
        }

        await database.ExecuteAsync("INSERT INTO {s}incident_schema (version, name) VALUES (99, 'from the future')");
        var before = await SchemaAsync(database, kind);

        await using var store = database.Open();
        var refusal = await Assert.ThrowsAsync<IncidentStoreException>(async () => await store.NextDueAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("MMI3011", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("version 99", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("knows 6", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.IsTransient);
        Assert.Equal(before, await SchemaAsync(database, kind));
        Assert.Equal(7, (await database.QueryAsync("SELECT version FROM {s}incident_schema")).Count);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Store_that_only_looks_makes_nothing_in_an_empty_database(DatabaseKind kind)
    {
        await using var database = await FaultDatabase.OnSharedServerAsync(kind);
        database.Options.SchemaUpdate = SchemaUpdate.VerifyOnly;
        await using var store = database.Open();

        var refusal = await Assert.ThrowsAsync<IncidentStoreException>(async () => await store.NextDueAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("MMI3012", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("PrintSchema()", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await SchemaAsync(database, kind));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Ten_stores_that_start_at_once_on_an_empty_database_all_work(DatabaseKind kind)
    {
        await using var database = await FaultDatabase.OnSharedServerAsync(kind);
        var stores = Enumerable.Range(0, 10).Select(_ => database.Open()).ToList();

        var declared = await Task.WhenAll(stores.Select((store, node) => Task.Run(() => FaultCommands.DeclareAsync(store, $"K{node}"))));

        Assert.Equal(10, declared.Select(incident => incident.Reference).Distinct(StringComparer.Ordinal).Count());
        foreach (var store in stores)
        {
            Assert.Equal(10, (await store.ListAsync(new IncidentQuery(), TestContext.Current.CancellationToken)).Incidents.Length);
            await store.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(":memory:")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Mode=Memory")]
    [InlineData("Data Source=incidents;Mode=Memory;Cache=Shared")]
    [InlineData("file::memory:?cache=shared")]
    [InlineData("Data Source=file::memory:?cache=shared")]
    [InlineData("Data Source=file:incidents?mode=memory&cache=shared")]
    [InlineData("Data Source=")]
    public void Database_in_memory_is_refused_with_its_remedy(string database)
    {
        var refusal = Assert.Throws<ArgumentException>(() => SqliteStore.Open(database));

        Assert.StartsWith("MMI0103", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Name a file", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_out_of_range_are_all_named_at_once()
    {
        var options = new RelationalStoreOptions
        {
            CommandTimeout = TimeSpan.FromSeconds(1.5),
            GroupSize = 0,
            CheckpointEvery = TimeSpan.Zero,
            Schema = "Robert'); DROP TABLE incidents;--",
            SigningKey = "no key",
        };

        var refusals = (string[])
        [
            Assert.Throws<ArgumentException>(() => SqliteStore.Open("incidents.db", options)).Message,
            Assert.Throws<ArgumentException>(() => PostgreSqlStore.Open("Host=localhost", options, timeProvider: null)).Message,
        ];

        foreach (var refusal in refusals)
        {
            Assert.StartsWith("MMI0008", refusal, StringComparison.Ordinal);
            Assert.All(
                (string[])["CommandTimeout", "GroupSize", "CheckpointEvery", "Schema", "SigningKey"],
                setting => Assert.Contains($"{setting} ", refusal, StringComparison.Ordinal));
        }
    }

    private static async Task<IReadOnlyList<string>> SchemaAsync(FaultDatabase database, DatabaseKind kind)
    {
        var rows = await database.QueryAsync(kind == DatabaseKind.Sqlite
            ? "SELECT name FROM sqlite_schema ORDER BY name"
            : "SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname LIKE 'faults%' ORDER BY 1");
        return [.. rows.Select(row => (string)row[0])];
    }
}
