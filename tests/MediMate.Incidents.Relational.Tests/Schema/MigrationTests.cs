using System.Data.Common;
using System.Text.RegularExpressions;
using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Testing.Stores;

namespace MediMate.Incidents.Relational.Tests.Schema;

/// <summary>The schema as files, and as it is in a database.</summary>
public sealed partial class MigrationTests
{
    private const string SqliteObjects = "SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND name <> 'incident_schema' ORDER BY 1";

    private const string PostgreSqlObjects =
        """
        SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || COALESCE(column_default, '') || ' ' || COALESCE(collation_name, '') || ' ' || is_identity
        FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> 'incident_schema'
        UNION ALL SELECT replace(indexdef, current_schema() || '.', '') FROM pg_indexes WHERE schemaname = current_schema() AND tablename <> 'incident_schema'
        ORDER BY 1
        """;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, "sqlite", SqliteObjects)]
    [InlineData(DatabaseKind.PostgreSql, "postgresql", PostgreSqlObjects)]
    public async Task Fresh_schema_equals_all_migrations_in_turn(DatabaseKind kind, string dialect, string objects)
    {
        await using var fresh = await TestDatabase.CreateAsync(kind);
        await using var migrated = await TestDatabase.CreateAsync(kind);
        await using var freshConnection = await fresh.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var migratedConnection = await migrated.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);

        await RunAsync(freshConnection, await File.ReadAllTextAsync(Repository.PathOf("database", "tables", dialect + ".sql"), TestContext.Current.CancellationToken));
        foreach (var folder in Directory.EnumerateDirectories(Repository.PathOf("database", "migrations")).Order(StringComparer.Ordinal))
        {
            await RunAsync(migratedConnection, await File.ReadAllTextAsync(Path.Combine(folder, dialect + ".sql"), TestContext.Current.CancellationToken));
        }

        var expected = await ReadAsync(migratedConnection, objects);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, await ReadAsync(freshConnection, objects));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Printed_schema_makes_a_database_that_a_store_accepts_without_changing_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var options = new RelationalStoreOptions { SchemaUpdate = SchemaUpdate.VerifyOnly };
        await using var store = kind == DatabaseKind.Sqlite
            ? SqliteStore.Open(database.ConnectionString, options)
            : PostgreSqlStore.Open(database.ConnectionString, options, timeProvider: null);
        var refused = await Assert.ThrowsAsync<IncidentStoreException>(() => store.MigrateAsync(TestContext.Current.CancellationToken).AsTask());
        Assert.StartsWith("MMI3012", refused.Message, StringComparison.Ordinal);

        await using (var connection = await database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await RunAsync(connection, store.PrintSchema(), schema: "incidents.");
        }

        await store.MigrateAsync(TestContext.Current.CancellationToken);
        Assert.True((await store.VerifyAsync(cancellationToken: TestContext.Current.CancellationToken)).IsSound);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Receipts_of_the_third_version_are_kept(DatabaseKind kind)
    {
        await using var database = await DurableStore.CreateAsync(kind);
        var receipt = SampleSubjects.Receipt("R1") with { SilenceId = null };
        await ReceiptAsync(database.Open(), receipt);
        await database.ScalarAsync("ALTER TABLE {s}incident_receipts DROP COLUMN silence_id");
        foreach (var index in (string[])["incidents_unattended", "incidents_failing", "incident_subjects_failing"])
        {
            await database.ScalarAsync($"DROP INDEX {{s}}{index}");
        }

        await database.ScalarAsync("ALTER TABLE {s}incidents DROP COLUMN unattended");

        await database.ScalarAsync("DROP INDEX {s}incident_outbox_bundle");
        await database.ScalarAsync("ALTER TABLE {s}incident_outbox DROP COLUMN bundle");
        await database.ScalarAsync("DELETE FROM {s}incident_schema WHERE version >= 4");

        Assert.Equal(receipt, await ReceiptAsync(database.Open(), put: null));
    }

    private static async Task<StoreReceipt?> ReceiptAsync(RelationalIncidentStore store, StoreReceipt? put)
    {
        StoreReceipt? found = null;
        await store.ExecuteAsync(
            [new StoreRequest { Receipt = "R1" }],
            (_, loaded) =>
            {
                found = loaded.Receipt;
                return new StoreDecision { Receipt = put };
            },
            TestContext.Current.CancellationToken);
        return found;
    }

    [Fact]
    public void Every_migration_stands_in_the_table_of_versions_and_has_both_dialects()
    {
        var page = File.ReadAllText(Repository.PathOf("database", "README.md"));
        var folders = Directory.EnumerateDirectories(Repository.PathOf("database", "migrations")).Order(StringComparer.Ordinal).ToList();

        Assert.All(folders, (folder, index) =>
        {
            var name = Path.GetFileName(folder);
            Assert.Contains($"| {index + 1} | [migrations/{name}](migrations/{name}) |", page, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(folder, "sqlite.sql")) && File.Exists(Path.Combine(folder, "postgresql.sql")), name);
        });
        Assert.Equal(folders.Select(Path.GetFileName), new SqliteDialect(TimeSpan.FromSeconds(5)).Migrations.Select(migration => migration.Name));
        Assert.Equal(folders.Select(Path.GetFileName), new PostgreSqlDialect("incidents", TimeSpan.FromSeconds(5)).Migrations.Select(migration => migration.Name));
    }

    private static async Task RunAsync(DbConnection connection, string text, string schema = "")
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text.Replace("{s}", schema, StringComparison.Ordinal);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SpaceBetweenWords();

    private static async Task<List<string>> ReadAsync(DbConnection connection, string text)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            // A column that came later stands in the text that the database keeps, but on no line of its own.
            rows.Add(SpaceBetweenWords().Replace(reader.GetString(0), " ").Replace(" ,", ",", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal));
        }

        return rows;
    }
}
