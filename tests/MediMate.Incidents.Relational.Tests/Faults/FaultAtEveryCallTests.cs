using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Testing;

namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>Whatever call to the database fails, and however: the caller is told the truth, and said once more, everything ends as if nothing had been.</summary>
/// <remarks>By default each kind of fault at some of the calls. <c>INCIDENTS_FAULTS=all</c> tries every kind at every call.</remarks>
public sealed class FaultAtEveryCallTests(ITestOutputHelper output)
{
    /// <summary>A prime: from story to story other calls of what is much the same are met.</summary>
    private const int Stride = 13;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly bool TriesAll = Environment.GetEnvironmentVariable("INCIDENTS_FAULTS") == "all";

    public static TheoryData<string> Stories() => [.. FaultStory.All.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Stories))]
    public Task Story_on_sqlite_ends_the_same_whichever_call_fails(string story) => TellAsync(DatabaseKind.Sqlite, story);

    [Theory]
    [MemberData(nameof(Stories))]
    public Task Story_on_postgresql_ends_the_same_whichever_call_fails(string story) => TellAsync(DatabaseKind.PostgreSql, story);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task First_start_can_be_tried_again_whichever_call_fails(DatabaseKind kind)
    {
        await using var database = await FaultDatabase.CreateAsync(kind);
        var source = new FaultyDataSource(database.Source);
        await using (var store = database.Open(source))
        {
            await store.MigrateAsync(TestContext.Current.CancellationToken);
        }

        var calls = source.Calls;
        for (var call = 1; call <= calls; call++)
        {
            foreach (var fault in Enum.GetValues<FaultKind>())
            {
                await database.ForgetSchemaAsync();
                source.FailAt(call, fault);
                await using var store = database.Open(source);
                var failure = await Record.ExceptionAsync(() => store.MigrateAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Longest));
                Assert.True(failure is null or IncidentStoreException { IsTransient: true }, failure?.ToString());
                await store.MigrateAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Longest);
                Assert.True((await store.VerifyAsync(cancellationToken: TestContext.Current.CancellationToken)).IsSound);
            }
        }

        output.WriteLine($"{kind}, first start: {calls} calls.");
    }

    [Fact]
    public async Task Stories_have_an_event_of_every_kind_and_what_may_become_of_a_message()
    {
        await using var database = await FaultDatabase.CreateAsync(DatabaseKind.Sqlite);
        await database.Open().MigrateAsync(TestContext.Current.CancellationToken);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var sights = new HashSet<string>(StringComparer.Ordinal);
        foreach (var story in FaultStory.All)
        {
            await database.EmptyAsync();
            var run = new FaultRun(database, story, new FaultyDataSource(database.Source));
            await run.TellAsync();
            names.UnionWith(run.Names);
            sights.UnionWith(run.Sights);
        }

        Assert.Equal(["another attempt", "bundle", "last answer", "nobody"], sights.Order(StringComparer.Ordinal));
        Assert.Equal(EventJson.Names.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    private async Task TellAsync(DatabaseKind kind, string name)
    {
        var story = FaultStory.All.Single(story => story.Name == name);
        await using var database = await FaultDatabase.CreateAsync(kind);
        await database.Open().MigrateAsync(TestContext.Current.CancellationToken);
        var source = new FaultyDataSource(database.Source);
        var expected = await new FaultRun(database, story, source).TellAsync().WaitAsync(Longest);
        var calls = source.Calls;

        var runs = 0;
        var failures = new List<string>();
        foreach (var (call, fault) in Faults(calls))
        {
            await database.EmptyAsync();
            source.FailAt(call, fault);
            try
            {
                await CheckAsync(new FaultRun(database, story, source), expected).WaitAsync(Longest);
            }
            catch (Exception exception) when (failures.Count < 10)
            {
                failures.Add($"Call {call} of {calls}, {fault}, {string.Join(' ', source.Log.Skip(call - 4).Take(6))}: {exception}");
            }

            runs++;
        }

        output.WriteLine($"{kind}, {name}: {calls} calls, {runs} faults.");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static IEnumerable<(int Call, FaultKind Kind)> Faults(int calls)
    {
        var kinds = Enum.GetValues<FaultKind>();
        if (!TriesAll)
        {
            return Enumerable.Range(1, calls).Where(call => call % Stride == 1).Select((call, index) => (call, kinds[index % kinds.Length]));
        }

        return Enumerable.Range(1, calls).SelectMany(call => kinds.Select(kind => (call, kind)));
    }

    private static async Task CheckAsync(FaultRun run, FaultOutcome expected)
    {
        var actual = await run.TellAsync();
        Assert.Equal(Comparable(expected.Timelines), Comparable(actual.Timelines));
        Assert.Equal(expected.Messages, actual.Messages);
        run.CheckMessages(expected, actual);

        IEnumerable<string> Comparable(IEnumerable<string> lines) => run.IsLater ? FaultRun.WithoutTimes(lines) : lines;
    }
}
