using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace MediMate.Incidents.Relational.Tests.Signals;

/// <summary>What two nodes on one database make of signals, merges, silences and heartbeats at the same time.</summary>
public sealed class SignalRaceTests
{
    private static readonly Actor Ben = Actor.Person("ben");
    private readonly FakeTimeProvider _time = new(Engine.Start.ToDateTimeOffset());
    private readonly Notices _notices = new();

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Two_incidents_that_are_merged_into_each_other_at_once_leave_one(DatabaseKind kind)
    {
        await using var durable = await DurableStore.CreateAsync(kind);
        await using var nodes = new Nodes(this, durable);
        for (var round = 0; round < 20; round++)
        {
            var first = await DeclareAsync(nodes.First, $"a-{round}");
            var second = await DeclareAsync(nodes.First, $"b-{round}");

            var outcomes = await Task.WhenAll(
                Task.Run(() => nodes.First.ExecuteAsync(first.Id, Duplicate(second)).AsTask()),
                Task.Run(() => nodes.Second.ExecuteAsync(second.Id, Duplicate(first)).AsTask()));

            var merged = Assert.Single(outcomes, outcome => outcome.IsAccepted).Incident!;
            Assert.Equal("MMI2042", Assert.Single(outcomes, outcome => !outcome.IsAccepted).Rejection?.Code);
            var left = (await nodes.Second.FindAsync(merged.DuplicateOf!.Value))!;
            Assert.Equal([$"a-{round}", $"b-{round}"], left.Keys.Select(key => key.Key).Order(StringComparer.Ordinal));
            Assert.Equal(left.Id, (await DeclareAsync(nodes.Second, $"a-{round}")).Id);
            Assert.Equal(left.Id, (await DeclareAsync(nodes.First, $"b-{round}")).Id);
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Incidents_that_race_for_a_key_give_one_holder_and_refusals(DatabaseKind kind)
    {
        await using var durable = await DurableStore.CreateAsync(kind);
        await using var nodes = new Nodes(this, durable);
        var incidents = new List<Incident>();
        for (var i = 0; i < 8; i++)
        {
            incidents.Add(await DeclareAsync(nodes.First, $"own-{i}"));
        }

        var outcomes = await Task.WhenAll(incidents.Select((incident, i) => Task.Run(
            () => nodes[i].AttachSignalAsync(incident.Id, "ben", "it flickers", "shared").AsTask())));

        var holder = Assert.Single(outcomes, outcome => outcome.IsAccepted).Incident!;
        Assert.All(outcomes.Where(outcome => !outcome.IsAccepted), outcome => Assert.Equal("MMI2040", outcome.Rejection!.Code));
        Assert.Equal(holder.Id, (await DeclareAsync(nodes.Second, "shared")).Id);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Signals_with_one_label_on_two_nodes_give_one_incident(DatabaseKind kind)
    {
        await using var durable = await DurableStore.CreateAsync(kind);
        await using var nodes = new Nodes(this, durable, TestPlaybooks.Example with { GroupBy = "service" });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => nodes[i].SignalAsync(Signal($"K{i}")).AsTask())));

        Assert.Single(outcomes.Select(outcome => outcome.Incident!.Id).Distinct());
        Assert.Equal(30, (await nodes.First.FindAsync(outcomes[0].Incident!.Id))!.Keys.Length);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Silence_counts_signals_of_two_nodes_and_lets_each_entry_go_once(DatabaseKind kind)
    {
        await using var durable = await DurableStore.CreateAsync(kind);
        await using var nodes = new Nodes(this, durable);
        await nodes.First.SilenceAsync(new StartSilence
        {
            By = Ben,
            Match = Label.From([new("service", "login")]),
            Until = Engine.Start + Duration.FromHours(1),
            Reason = "the database moves",
        });
        await Task.WhenAll(Enumerable.Range(0, 120).Select(i => Task.Run(() => nodes[i].SignalAsync(Signal($"K{i % 40}")).AsTask())));
        Assert.Equal(120, Assert.Single(await nodes.Second.ListSilencesAsync()).Entries.Sum(entry => entry.Count));

        _time.Advance(TimeSpan.FromHours(1));
        await Task.WhenAll(Task.Run(() => nodes.First.RunDueAsync().AsTask()), Task.Run(() => nodes.Second.RunDueAsync().AsTask()));

        var silence = Assert.Single(await nodes.First.ListSilencesAsync());
        Assert.NotNull(silence.OverAt);
        Assert.Equal(40, silence.Entries.Select(entry => entry.ReleasedTo).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(40, (await durable.Open(_time).ListAsync(new IncidentQuery { Limit = 200 })).Incidents.Length);
        Assert.Equal(["SilenceStarted", "SilenceEnded"], _notices.Names);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Heartbeat_that_stays_away_is_missed_once(DatabaseKind kind)
    {
        await using var durable = await DurableStore.CreateAsync(kind);
        await using var nodes = new Nodes(this, durable, TestPlaybooks.Example with
        {
            Heartbeats = [.. Enumerable.Range(0, 10).Select(i => new HeartbeatDefinition { Name = $"beat-{i}", Every = Duration.FromMinutes(5) })],
        });
        await BothAsync();
        for (var minute = 0; minute < 4; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await BothAsync();
        }

        await Task.WhenAll(Enumerable.Range(0, 20).Where(i => i % 10 >= 7).Select(i => Task.Run(() => nodes[i].SignalAsync(new Signal { Key = $"heartbeat/beat-{i % 10}", Summary = "alive" }).AsTask())));
        _time.Advance(TimeSpan.FromMinutes(1));
        await BothAsync();

        Assert.Equal(7, _notices.Names.Count(name => name == nameof(HeartbeatMissed)));
        Assert.Equal(7, (await durable.Open(_time).ListAsync(new IncidentQuery { Limit = 200 })).Incidents.Length);

        Task BothAsync() => Task.WhenAll(Task.Run(() => nodes.First.RunDueAsync().AsTask()), Task.Run(() => nodes.Second.RunDueAsync().AsTask()));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Command_that_two_nodes_get_at_once_under_one_idempotency_key_is_done_once(DatabaseKind kind)
    {
        await using var durable = await DurableStore.CreateAsync(kind);
        await using var nodes = new Nodes(this, durable);
        for (var round = 0; round < 10; round++)
        {
            var declared = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
                () => nodes[i].SignalAsync(new Signal { Summary = "UI glitch", IdempotencyKey = $"declare-{round}" }).AsTask())));
            var incident = Assert.Single(declared, outcome => !outcome.IsRepeat).Incident!;
            Assert.All(declared, outcome => Assert.Equal(incident.Id, outcome.Incident!.Id));

            // Of two that differ one is done, and the other is told so.
            var noted = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => nodes[i].ExecuteAsync(
                incident.Id, new AddNote { By = Ben, Text = i < 4 ? "it flickers" : "it is dark", IdempotencyKey = $"note-{round}" }).AsTask())));
            Assert.Single(noted, outcome => outcome is { IsAccepted: true, IsRepeat: false });
            Assert.Equal(3, noted.Count(outcome => outcome is { IsAccepted: true, IsRepeat: true }));
            Assert.Equal(4, noted.Count(outcome => outcome.Rejection?.Code == "MMI2030"));
            Assert.Single((await nodes.First.ReadTimelineAsync(incident.Id)).OfType<NoteAdded>());
        }

        Assert.Equal(10, (await durable.Open(_time).ListAsync(new IncidentQuery { Limit = 200 })).Incidents.Length);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Storm_on_two_nodes_is_one_incident_one_page_and_a_true_count(DatabaseKind kind)
    {
        const int Signals = 2_000;
        await using var durable = await DurableStore.CreateAsync(kind);
        await using var nodes = new Nodes(this, durable);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Signals).Select(i => Task.Run(
            () => nodes[i].SignalAsync(new Signal { Summary = "complete app down", Key = "K1" }).AsTask())));
        await BothAsync();

        var id = Assert.Single(outcomes.Select(outcome => outcome.Incident!.Id).Distinct());
        Assert.Equal(Signals, (await nodes.First.FindAsync(id))!.Keys[0].Count);
        _time.Advance(TimeSpan.FromSeconds(10));
        await BothAsync();

        Assert.Single((await durable.Open(_time).ListAsync(new IncidentQuery { Limit = 200 })).Incidents);
        var entries = (await nodes.Second.ReadTimelineAsync(id)).OfType<SignalsObserved>().ToList();
        Assert.InRange(entries.Count, 1, 2);
        Assert.Equal(Signals - 1, entries.Sum(entry => entry.Observed));
        Assert.Equal(Signals, (await nodes.Second.FindAsync(id))!.Keys[0].Count);
        Assert.Empty(await durable.Open(_time).ReadSubjectsAsync(SubjectKind.SignalTally));
        Assert.Single(await durable.Open(_time).ReadOutboxAsync(id), row => row is OutboxMessage);
        Assert.True((await durable.Open(_time).VerifyAsync()).IsSound);

        Task BothAsync() => Task.WhenAll(Task.Run(() => nodes.First.RunDueAsync().AsTask()), Task.Run(() => nodes.Second.RunDueAsync().AsTask()));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Storm_while_people_merge_and_resolve_loses_no_signal(DatabaseKind kind)
    {
        await using var durable = await DurableStore.CreateAsync(kind);
        await using var nodes = new Nodes(this, durable);
        var original = await DeclareAsync(nodes.First, "a");
        var duplicate = await DeclareAsync(nodes.First, "b");

        var storm = Enumerable.Range(0, 400).Select(i => Task.Run(
            () => nodes[i].SignalAsync(new Signal { Summary = "UI glitch", Key = i % 4 < 2 ? "a" : "b" }).AsTask())).ToList();
        var merge = Task.Run(() => nodes.Second.ExecuteAsync(duplicate.Id, Duplicate(original)).AsTask());
        await Task.WhenAll(storm);
        Assert.True((await merge).IsAccepted);

        var left = (await nodes.First.FindAsync(original.Id))!;
        Assert.Equal([("a", 201L), ("b", 201L)], left.Keys.Select(key => (key.Key, key.Count)).Order());
        var resolved = await nodes.Second.ResolveAsync(original.Id, "ben", "drew it anew", verified: true, UserImpact.None);
        Assert.True(resolved.IsAccepted);
        Assert.Equal([201L, 201L], Incident.Fold(await nodes.First.ReadTimelineAsync(original.Id)).Keys.Select(key => key.Count));
        Assert.Empty(await durable.Open(_time).ReadSubjectsAsync(SubjectKind.SignalTally));
        Assert.True((await durable.Open(_time).VerifyAsync()).IsSound);
    }

    private static Signal Signal(string key) => new() { Summary = "UI glitch", Key = key, Labels = Label.From([new("service", "login")]) };

    private static Cancel Duplicate(Incident original) => new() { By = Ben, Reason = "the same", DuplicateOf = original.Id };

    private static async Task<Incident> DeclareAsync(IIncidentResponse node, string key) =>
        (await node.SignalAsync(new Signal { Summary = "UI glitch", Key = key })).Incident!;

    private sealed class Notices : IIncidentObserver
    {
        private readonly Lock _gate = new();
        private readonly List<string> _names = [];

        public IReadOnlyList<string> Names
        {
            get
            {
                lock (_gate)
                {
                    return [.. _names];
                }
            }
        }

        public void OnCommitted(IncidentCommit commit)
        {
            lock (_gate)
            {
                _names.AddRange(commit.Notices.Select(notice => notice.GetType().Name));
            }
        }
    }

    /// <summary>Two engines with a store of their own each, on one database.</summary>
    private sealed class Nodes(SignalRaceTests test, DurableStore durable, Playbook? playbook = null) : IAsyncDisposable
    {
        private readonly ServiceProvider[] _services = [Build(test, durable, playbook), Build(test, durable, playbook)];

        public IIncidentResponse First => this[0];

        public IIncidentResponse Second => this[1];

        public IIncidentResponse this[int number] => _services[number % 2].GetRequiredService<IIncidentResponse>();

        public async ValueTask DisposeAsync()
        {
            foreach (var services in _services)
            {
                await services.DisposeAsync();
            }
        }

        private static ServiceProvider Build(SignalRaceTests test, DurableStore durable, Playbook? playbook)
        {
            var services = new ServiceCollection();
            services.AddSingleton<TimeProvider>(test._time);
            services.AddIncidentResponse()
                .UsePlaybook(playbook ?? TestPlaybooks.Example)
                .UseStore(durable.Open(test._time))
                .AddObserver(test._notices)
                .AddNotificationChannel("sms", new MemoryChannel());
            return services.BuildServiceProvider();
        }
    }
}
