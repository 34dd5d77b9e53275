using System.Security.Cryptography;
using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Testing.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediMate.Incidents.Relational.Tests.Documentation;

/// <summary>The code of the pages about durable stores, compiled and run.</summary>
public sealed class StoragePageTests
{
    [Fact]
    public async Task Host_of_the_page_keeps_incidents_and_verifies_them()
    {
        using var file = new SqliteFile();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RunAsync(Playbooks.MediMate(), file.Path, key.ExportPkcs8PrivateKeyPem());
    }

    [Fact]
    public async Task Sqlite_package_of_the_page_keeps_incidents()
    {
        using var file = new SqliteFile();
        var collection = new ServiceCollection();
        Configure(collection, Playbooks.MediMate());
        await using var provider = collection.BuildServiceProvider();

        Assert.IsType<RelationalIncidentStore>(provider.GetRequiredService<IIncidentStore>());

        static void Configure(IServiceCollection services, Playbook playbook)
        {
            // snippet: sqlite-use
            services.AddIncidentResponse(incidents => incidents.UsePlaybook(playbook).UseSqlite("incidents.db"));
            // end of snippet
        }
    }

    [Fact]
    public async Task Postgresql_package_of_the_page_keeps_incidents()
    {
        var connectionString = await PostgreSql.RequireAsync();
        var services = new ServiceCollection();
        var playbook = Playbooks.MediMate();

        // snippet: postgresql-use
        services.AddIncidentResponse(incidents => incidents.UsePlaybook(playbook).UsePostgreSql(connectionString));
        // end of snippet

        AddChannels(services);
        await using var provider = services.BuildServiceProvider();
        var outcome = await provider.GetRequiredService<IIncidentResponse>().SignalAsync(new Signal { Summary = "UI glitch" }, TestContext.Current.CancellationToken);
        Assert.Equal("INC-1", outcome.Incident!.Reference);
    }

    [Fact]
    public async Task Archive_of_the_page_holds_what_is_purged()
    {
        using var database = new SqliteFile();
        using var other = new SqliteFile();
        await using var store = SqliteStore.Open(database.Path);
        var yearAgo = await Archive.Story.TellAsync(store);
        var path = database.Path + ".jsonl.gz";

        // snippet: archive-purge
        await using (var file = File.Create(path))
        {
            await store.ExportAsync(file, new ExportSelection { EndedBefore = yearAgo, Compress = true });
        }

        await store.PurgeAsync(new PurgeRequest { EndedBefore = yearAgo, By = Actor.Person("aisyah"), Reason = "kept for a year" });
        // end of snippet

        await using var copy = SqliteStore.Open(other.Path);
        await using var archive = File.OpenRead(path);
        Assert.Equal(2, (await copy.ImportAsync(archive)).Incidents);
        Assert.Equal(2, (await store.VerifyAsync()).Tombstones);
    }

    private static IncidentResponseBuilder AddChannels(IServiceCollection services) => services.AddIncidentResponse()
        .AddNotificationChannel("sms", new MemoryChannel())
        .AddNotificationChannel("mail", new MemoryChannel());

    private static async Task RunAsync(Playbook playbook, string database, string signingKey)
    {
        var collection = new ServiceCollection();
        Configure(collection, playbook, signingKey);
        AddChannels(collection).UseSqlite(database, options => options.SigningKey = signingKey);
        await using var provider = collection.BuildServiceProvider();
        await provider.GetRequiredService<IIncidentResponse>().SignalAsync(new Signal { Summary = "UI glitch" }, TestContext.Current.CancellationToken);
        await provider.GetRequiredService<RelationalIncidentStore>().CheckpointAsync(TestContext.Current.CancellationToken);
        await using var console = new StringWriter();
        await VerifyAsync(provider, console);

        Assert.EndsWith("all sound", console.ToString().Trim(), StringComparison.Ordinal);
        var health = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, health.Status);

        static void Configure(IServiceCollection services, Playbook playbook, string signingKey)
        {
            // snippet: durable-host
            services.AddIncidentResponse(incidents => incidents
                .UsePlaybook(playbook)
                .UseSqlite("incidents.db", options => options.SigningKey = signingKey));
            services.AddHealthChecks().AddIncidentResponse();
            // end of snippet
        }

        static async Task VerifyAsync(IServiceProvider services, TextWriter Console)
        {
            // snippet: durable-verify
            var store = services.GetRequiredService<RelationalIncidentStore>();
            StoreVerification verification = await store.VerifyAsync();
            Console.WriteLine(verification.IsSound ? $"{verification.Events} events, all sound" : verification.FirstFault!.Message);
            // end of snippet
        }
    }
}
