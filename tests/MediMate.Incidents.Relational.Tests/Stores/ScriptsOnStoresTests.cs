using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Testing;
using MediMate.Incidents.Testing.Tests;
using MediMate.Incidents.Testing.Tests.Scripts;
using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Relational.Tests.Stores;

/// <summary>Every script tells the same story, word for word, on every store.</summary>
public sealed class ScriptsOnStoresTests
{
    public static TheoryData<string> Sound() => [.. ScriptFiles.Sound()];

    [Theory]
    [MemberData(nameof(Sound))]
    public async Task Script_tells_the_same_on_sqlite_as_in_memory(string script)
    {
        using var file = new SqliteFile();

        await CompareAsync(script, incidents => incidents.UseSqlite(file.Path));
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public async Task Script_tells_the_same_on_postgresql_as_in_memory(string script)
    {
        var (connectionString, schema) = await PostgreSql.RequireSchemaAsync();

        await CompareAsync(script, incidents => incidents.UsePostgreSql(connectionString, options => options.Schema = schema));
    }

    private static async Task CompareAsync(string script, Action<IncidentResponseBuilder> store)
    {
        var path = ScriptFiles.PathOf(script);
        var reading = await IncidentScript.ReadFileAsync(path);
        Assert.Empty(reading.Errors);
        var playbook = Playbooks.For(path);

        var inMemory = await ScriptRunner.RunAsync(playbook, reading.Script!);
        var durable = await ScriptRunner.RunAsync(
            playbook, reading.Script!, new ScriptRunOptions { Configure = store }, TestContext.Current.CancellationToken);

        Assert.Equal(Text(inMemory), Text(durable));
        Assert.Empty(durable.Errors);
        Assert.Empty(durable.FailedExpectations);
    }

    private static string Text(ScriptResult result) => string.Join('\n', result.Lines);
}
