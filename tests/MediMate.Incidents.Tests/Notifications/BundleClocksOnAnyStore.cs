using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Bundles while clocks are set back and forth, nodes die and directories change: each page goes out once, by itself or in a bundle.</summary>
public abstract class BundleClocksOnAnyStore : IAsyncDisposable
{
    private const int MostGaps = 70;

    private static readonly Duration Minute = Duration.FromMinutes(1);
    private readonly StorePlace _place;
    private readonly Func<StorePlace> _newPlace;
    private readonly int _stories;
    private readonly List<Engine> _nodes = [];

    private protected BundleClocksOnAnyStore(Func<StorePlace> newPlace, int stories) => (_place, _newPlace, _stories) = (newPlace(), newPlace, stories);

    [Fact]
    public async Task Nodes_share_the_window_of_a_reader_and_one_sends_what_the_other_held_when_that_dies()
    {
        var (first, second) = (await NewNodeAsync(), await NewNodeAsync());
        for (var number = 0; number < 6; number++)
        {
            var node = number % 2 == 0 ? first : second;
            await DeclareAsync(node, number);
        }

        Assert.Equal((2, 1), (first.Sms.Messages.Count, second.Sms.Messages.Count));
        await second.DisposeAsync();
        await first.AdvanceAsync(Minute);

        Assert.Equal([0, 0, 3], first.Sms.Messages.Select(sent => sent.Message.Bundles));
        await EachWentOutOnceAsync(first, second);
    }

    [Fact]
    public async Task Bundle_that_died_with_its_node_goes_out_again_with_the_same_words_but_for_nobody_who_acknowledged()
    {
        var (first, second) = (await NewNodeAsync(), await NewNodeAsync());
        var declared = new List<Incident>();
        for (var number = 0; number < 6; number++)
        {
            declared.Add(await DeclareAsync(first, number));
        }

        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        first.Sms.Instead = (_, _) =>
        {
            begun.TrySetResult();
            return new TaskCompletionSource<DeliveryResult>().Task;
        };
        first.Time.SetUtcNow((Engine.Start + Minute).ToDateTimeOffset());
        while (!begun.Task.IsCompleted)
        {
            await first.Dispatcher.BeginDueAsync(CancellationToken.None);
            await Task.Yield();
        }

        second.Time.SetUtcNow((Engine.Start + Minute).ToDateTimeOffset());
        await second.Incidents.AcknowledgeAsync(declared[3].Id, "ben", TestContext.Current.CancellationToken);
        await second.AdvanceAsync(Minute * 2);

        var (lost, again) = (first.Sms.Messages[^1].Message, Assert.Single(second.Sms.Messages).Message);
        Assert.Equal((lost.Key, lost.Body, lost.Bundles), (again.Key, again.Body, again.Bundles));
        var rows = (await PagesAsync(second)).Where(row => row.Bundles == 0).ToList();
        Assert.Equal(OutboxStatus.Suppressed, rows.Single(row => row.IncidentId == declared[3].Id).Status);
        Assert.Contains("may have been sent", rows.Single(row => row.IncidentId == declared[3].Id).Reason, StringComparison.Ordinal);
        Assert.All(declared.Where((_, index) => index > 3), incident => Assert.Equal(OutboxStatus.Done, rows.Single(row => row.IncidentId == incident.Id).Status));
    }

    [Theory]
    [InlineData(-3_600)]
    [InlineData(-30)]
    [InlineData(30)]
    [InlineData(3_600)]
    public async Task Clock_that_is_set_inside_a_window_loses_nothing_and_sends_nothing_twice(int seconds)
    {
        var node = await NewNodeAsync();
        for (var number = 0; number < 5; number++)
        {
            await DeclareAsync(node, number);
        }

        node.Time.AdjustTime(node.Time.GetUtcNow() + TimeSpan.FromSeconds(seconds));
        for (var number = 5; number < 10; number++)
        {
            await DeclareAsync(node, number);
        }

        await node.AdvanceToAsync(Instant.Max(node.Now, Engine.Start) + Duration.FromMinutes(5));
        await EachWentOutOnceAsync(node);
    }

    [Theory]
    [InlineData(-3_600)]
    [InlineData(-61)]
    [InlineData(3_600)]
    public async Task Clock_that_is_set_while_a_bundle_is_on_its_way_changes_nothing_of_what_came_of_it(int seconds)
    {
        var node = await NewNodeAsync();
        for (var number = 0; number < 5; number++)
        {
            await DeclareAsync(node, number);
        }

        node.Sms.Instead = (message, _) =>
        {
            node.Sms.Instead = null;
            Assert.Equal(2, message.Bundles);
            node.Time.AdjustTime(node.Time.GetUtcNow() + TimeSpan.FromSeconds(seconds));
            return Task.FromResult(DeliveryResult.Delivered());
        };
        node.Time.SetUtcNow((Engine.Start + Minute).ToDateTimeOffset());
        await node.Incidents.RunDueAsync(TestContext.Current.CancellationToken);

        var rows = await PagesAsync(node);
        Assert.All(rows.Where(row => row.Escalation is { Loop: 1, Step: 1 } || row.Bundles > 0), row => Assert.Equal(OutboxStatus.Done, row.Status));
        await node.AdvanceAsync(Minute * 2);
        await EachWentOutOnceAsync(node);
    }

    [Fact]
    public async Task Bundle_goes_to_the_address_that_the_directory_gave_last()
    {
        var directory = new MovingDirectory();
        var node = await NewNodeAsync(incidents => incidents.UseContactDirectory(directory));
        for (var number = 0; number < 6; number++)
        {
            directory.Address = $"+60-{number}";
            node.Time.Advance(TimeSpan.FromSeconds(1));
            await DeclareAsync(node, number);
        }

        directory.Address = "+60-later";
        await node.AdvanceAsync(Minute);

        Assert.Equal(("+60-5", 3), (node.Sms.Messages[^1].Message.Address, node.Sms.Messages[^1].Message.Bundles));
    }

    [Fact]
    public async Task Pages_of_any_nodes_with_any_clocks_go_out_once_or_are_suppressed()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("INCIDENTS_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        var random = new Random(seed);
        var (bundles, pages) = (0, 0);
        for (var story = 0; story < _stories; story++)
        {
            await using var place = _newPlace();
            try
            {
                var (bundled, all) = await TellAsync(random, await place.OpenAsync());
                (bundles, pages) = (bundles + bundled, pages + all);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"seed {seed}, story {story}", exception);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {_stories} stories, {pages} pages, {bundles} bundles");
        Assert.True(_stories < 10 || bundles > _stories, $"seed {seed}: {bundles} bundles");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _place.DisposeAsync();
    }

    /// <summary>Two nodes whose clocks run apart and are set; every now and then one of them works.</summary>
    private static async Task<(int Bundles, int Pages)> TellAsync(Random random, IIncidentStore store)
    {
        await using var first = new Engine(configure: incidents => incidents.UseStore(store));
        await using var second = new Engine(configure: incidents => incidents.UseStore(store));
        Engine[] nodes = [first, second];
        var declared = new List<Incident>();
        for (var step = 0; step < 60; step++)
        {
            var node = nodes[random.Next(2)];
            switch (random.Next(9))
            {
                case < 5:
                    declared.Add((await node.Incidents.SignalAsync(new Signal { Summary = random.Next(4) == 0 ? "Complete app down" : "Core feature broken", Key = $"K{declared.Count}" })).Incident!);
                    break;
                case 5 when declared.Count > 0:
                    await node.Incidents.AcknowledgeAsync(declared[random.Next(declared.Count)].Id, "ben");
                    break;
                case 6:
                    node.Time.AdjustTime(node.Time.GetUtcNow() + TimeSpan.FromSeconds(random.Next(-100, 100)));
                    break;
                default:
                    Set(nodes, random.Next(30));
                    break;
            }

            if (random.Next(3) > 0)
            {
                await node.Incidents.RunDueAsync();
            }
        }

        foreach (var incident in declared)
        {
            await first.Incidents.AcknowledgeAsync(incident.Id, "ben");
        }

        // Behind all leases and windows of either clock.
        for (var minute = 0; minute < 10; minute++)
        {
            Set(nodes, 60);
            await first.Incidents.RunDueAsync();
            await second.Incidents.RunDueAsync();
        }

        return await EachWentOutOnceAsync(nodes);
    }

    private static void Set(Engine[] nodes, int seconds)
    {
        foreach (var node in nodes)
        {
            node.Time.AdjustTime(node.Time.GetUtcNow() + TimeSpan.FromSeconds(seconds));
        }
    }

    private static async Task<(int Bundles, int Pages)> EachWentOutOnceAsync(params Engine[] nodes)
    {
        var arrived = nodes.SelectMany(node => node.Sms.Messages).Where(sent => sent.Message.Kind == MessageKind.Page).CountBy(sent => sent.Message.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var rows = await PagesAsync(nodes[0]);
        foreach (var row in rows)
        {
            Assert.False(row.IsPending, $"{row.Key} is {row.Status} until {row.NotBefore}");
            var itself = arrived.GetValueOrDefault(row.Key);
            Assert.True(row.Status == OutboxStatus.Done || itself == 0, $"{row.Key} is {row.Status} ({row.Reason}) and arrived {itself} times");
            if (row.Status == OutboxStatus.Done)
            {
                Assert.True((row.BundledInto is null) == (itself == 1), $"{row.Key} in {row.BundledInto} arrived {itself} times");
                Assert.True(row.BundledInto is null || arrived.GetValueOrDefault(row.BundledInto) == 1, $"{row.BundledInto} arrived {arrived.GetValueOrDefault(row.BundledInto ?? string.Empty)} times");
            }
        }

        foreach (var bundle in rows.Where(row => row.Bundles > 0))
        {
            Assert.Equal(bundle.Bundles, rows.Count(row => row.BundledInto == bundle.Key && row.Status == OutboxStatus.Done));
        }

        Assert.All(arrived.Keys, key => Assert.Contains(rows, row => row.Key == key));
        return (rows.Count(row => row.Bundles > 0), rows.Count(row => row.Bundles == 0));
    }

    private static async Task<Incident> DeclareAsync(Engine node, int number) => await node.SignalAsync("Core feature broken", $"K{number}");

    private static async Task<ImmutableArray<OutboxMessage>> PagesAsync(Engine node)
    {
        var pages = ImmutableArray.CreateBuilder<OutboxMessage>();
        for (var (number, missing) = (1, 0); missing < MostGaps; number++)
        {
            // Each node of a durable store takes numbers ahead, and leaves gaps.
            var incident = await node.Store.FindByReferenceAsync($"INC-{number}");
            missing = incident is null ? missing + 1 : 0;
            pages.AddRange(incident is null ? [] : (await node.Store.ReadOutboxAsync(incident.Id)).OfType<OutboxMessage>().Where(row => row.Kind == MessageKind.Page));
        }

        return pages.ToImmutable();
    }

    private async Task<Engine> NewNodeAsync(Action<IncidentResponseBuilder>? configure = null)
    {
        var store = await _place.OpenAsync();
        var node = new Engine(configure: incidents =>
        {
            incidents.UseStore(store);
            configure?.Invoke(incidents);
        });
        _nodes.Add(node);
        return node;
    }

    private sealed class MovingDirectory : IContactDirectory
    {
        public string Address { get; set; } = string.Empty;

        public ValueTask<ImmutableArray<Responder>> FindAsync(string target, Instant at, CancellationToken cancellationToken) =>
            ValueTask.FromResult<ImmutableArray<Responder>>([new Responder { Id = "aisyah", Methods = [new ContactMethod { Channel = "sms", Address = Address }] }]);
    }
}
