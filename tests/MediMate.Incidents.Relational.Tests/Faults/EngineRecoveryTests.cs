using System.Collections.Immutable;
using System.Diagnostics;
using MediMate.Incidents.Relational.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>A host whose database goes away says so, and goes on by itself when it is back.</summary>
public sealed class EngineRecoveryTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task Work_that_fell_due_while_the_database_was_away_is_done_once_when_it_is_back()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = await PostgreSql.RequireServerAsync();
        await using var receiver = MessageReceiver.Start();
        using var client = new HttpClient();
        await using var host = Build(await server.CreateDatabaseAsync(), new HttpChannel(client, receiver.Address));
        var loops = host.GetServices<IHostedService>().ToList();
        foreach (var loop in loops)
        {
            await loop.StartAsync(token);
        }

        var incidents = host.GetRequiredService<IIncidentResponse>();
        var store = host.GetRequiredService<IIncidentStore>();
        var declared = (await incidents.SignalAsync(new Signal { Key = "K1", Summary = "Complete app down" }, token)).Incident!;
        await UntilAsync(async () => (await store.ReadOutboxAsync(declared.Id, token)).OfType<OutboxMessage>().Any(row => row.Status == OutboxStatus.Done));
        await UntilAsync(async () => await HealthAsync(host) == HealthStatus.Healthy);
        await server.StopAsync();

        var watch = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<IncidentStoreException>(async () => await incidents.AcknowledgeAsync(declared.Id, "ben", cancellationToken: token));
        Assert.StartsWith("MMI3006", failure.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(4));
        await UntilAsync(async () => await HealthAsync(host) == HealthStatus.Unhealthy);
        await Task.Delay(TimeSpan.FromSeconds(6), token);
        Assert.Single(receiver.Messages);

        await server.StartAsync();
        await receiver.WaitForAsync(2, token).WaitAsync(Longest, token);
        await UntilAsync(async () => (await store.ReadOutboxAsync(declared.Id, token)).All(row => !row.IsPending));
        await UntilAsync(async () => await HealthAsync(host) == HealthStatus.Healthy);

        Assert.Equal(2, receiver.Counts.Count);
        Assert.All(receiver.Counts, key => Assert.Equal(1, key.Value));
        var events = await store.ReadEventsAsync(declared.Id, token);
        Assert.Equal(2, events.OfType<EscalationStepRan>().Count());
        Assert.Empty(events.OfType<Acknowledged>());
        foreach (var loop in loops)
        {
            await loop.StopAsync(token);
        }
    }

    private static ServiceProvider Build(string connectionString, INotificationChannel channel)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddHealthChecks().AddIncidentResponse();
        services.AddIncidentResponse()
            .UsePlaybook(Playbook())
            .UsePostgreSql(connectionString, options => options.CommandTimeout = TimeSpan.FromSeconds(2))
            .UseContactDirectory(new Contacts())
            .AddNotificationChannel("sms", channel);
        return services.BuildServiceProvider();
    }

    private static Playbook Playbook() => new PlaybookBuilder("Away")
        .UseTimeZone("Asia/Kuala_Lumpur")
        .UseDefaultLevel("P0")
        .AddLevel("P0", Duration.FromMinutes(15), level => level.WithExamples("Complete app down").Informs())
        .AddRole("On-call Engineer")
        .AddRole("Engineering Manager")
        .AddContact("On-call Engineer", "aisyah")
        .AddContact("Engineering Manager", "ben")
        .AddContact("Emergency Support", "ems")
        .AddLadder("P0", ladder => ladder
            .AddStep(Duration.Zero, "On-call Engineer", "sms")
            .AddStep(Duration.FromSeconds(5), "Engineering Manager", "sms"))
        .Build();

    private static async Task<HealthStatus> HealthAsync(IServiceProvider host) =>
        (await host.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken)).Status;

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < Longest, "It took too long.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
    }

    private sealed class Contacts : IContactDirectory
    {
        public ValueTask<ImmutableArray<Responder>> FindAsync(string target, Instant at, CancellationToken cancellationToken) =>
            ValueTask.FromResult<ImmutableArray<Responder>>([new Responder { Id = target, Methods = [new ContactMethod { Channel = "sms" }] }]);
    }
}
