using System.Globalization;
using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Crashes;

/// <summary>Two nodes on one database, with more to do than either can do at once, do each piece of work once.</summary>
public sealed class TwoNodesTests(ITestOutputHelper output)
{
    private const int Incidents = 150;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Two_nodes_do_each_piece_of_work_once(DatabaseKind kind)
    {
        await using var durable = await DurableStore.CreateAsync(kind);
        durable.Options.CommandTimeout = TimeSpan.FromSeconds(60);
        await using var receiver = MessageReceiver.Start();
        using var client = new HttpClient();
        var time = new FakeTimeProvider(Engine.Start.ToDateTimeOffset());
        await using var first = Node(durable, time, client, receiver.Address);
        await using var second = Node(durable, time, client, receiver.Address);
        IIncidentResponse[] nodes = [first.GetRequiredService<IIncidentResponse>(), second.GetRequiredService<IIncidentResponse>()];

        // Both hear of everything at the same time, and each thing is one incident.
        await Task.WhenAll(Enumerable.Range(0, Incidents).SelectMany(number => nodes.Select(node =>
            node.SignalAsync(new Signal { Summary = "Complete app down", Key = $"key-{number}" }).AsTask())));
        foreach (var minutes in (int[])[0, 5, 10, 11])
        {
            time.SetUtcNow((Engine.Start + Duration.FromMinutes(minutes)).ToDateTimeOffset());
            await Task.WhenAll(nodes.Select(node => Task.Run(() => node.RunDueAsync().AsTask())));
        }

        var state = await StoredState.ReadAsync(durable);
        var faults = new StoreAudit(state)
        {
            Received = receiver.Messages.ToLookup(message => message.Key, message => message.Body, StringComparer.Ordinal),
            Now = Instant.FromDateTimeOffset(time.GetUtcNow()),
        }.Run();
        Assert.Empty(faults);
        Assert.Equal(Incidents, state.Incidents.Length);
        Assert.All(state.Incidents, incident => Assert.Equal(3, incident.Events.OfType<EscalationStepDue>().Count()));
        Assert.All(state.Incidents, incident => Assert.Equal(3, incident.Events.OfType<EscalationStepRan>().Count()));

        // Each of three people gets three pages at once, and the rest in one; first pages of P0 go out beside them, ten in a minute.
        Assert.Equal((3 * (3 + 1)) + 10, receiver.Messages.Count);

        // A claim counts, and so does each one that somebody else took away. The mark of a message sets its count back.
        var rows = state.Incidents.SelectMany(incident => incident.Rows).ToList();
        Assert.Equal((Incidents * 6) + 3, rows.Count);
        Assert.All(rows, row => Assert.Equal(OutboxStatus.Done, row.Status));
        var bundled = rows.OfType<OutboxMessage>().Where(row => row.BundledInto is not null).Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        Assert.Equal((Incidents * 3) - 10 - 9, bundled.Count);
        Assert.All(
            state.Rows.Where(row => !bundled.Contains(row.Key)), row => Assert.Equal(row.Key.EndsWith("/look-up", StringComparison.Ordinal) ? 1 : 0, row.Attempts));
        Assert.All(state.Rows.Where(row => bundled.Contains(row.Key)), row => Assert.InRange(row.Attempts, 0, 1));
        Assert.All(state.Incidents, incident => Assert.Equal(0, incident.Attempts));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {Incidents} incidents, {rows.Count} rows, {receiver.Messages.Count} messages"));
    }

    private static ServiceProvider Node(DurableStore durable, TimeProvider time, HttpClient client, Uri address)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time);
        services.AddIncidentResponse()
            .UsePlaybook(TestPlaybooks.Example)
            .UseStore(durable.Open(time))
            .AddNotificationChannel("sms", new HttpChannel(client, address));
        return services.BuildServiceProvider();
    }
}
