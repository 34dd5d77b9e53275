using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Tests.Queries;

/// <summary>What queries find. The checks of Testing ask every store the same.</summary>
public sealed class QueriesTests
{
    [Fact]
    public async Task Each_condition_finds_its_incidents_and_all_have_to_hold()
    {
        await using var engine = new Engine(TestPlaybooks.WithClocks);
        var queries = (IIncidentQueries)engine.Store;
        await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down in region north", Labels = Label.From([new("service", "login")]) });
        var second = (await engine.Incidents.SignalAsync(new Signal { Summary = "UI glitch" })).Incident!;
        await engine.Incidents.SignalAsync(new Signal { Summary = "UI glitch again" });
        await engine.Incidents.ResolveAsync(second.Id, "aisyah", "mended", verified: true, UserImpact.None);
        await engine.AdvanceAsync(Duration.FromMinutes(10));
        var third = (await engine.Incidents.FindByReferenceAsync("INC-3"))!;
        await engine.Incidents.AcknowledgeAsync(third.Id, "ben");
        await engine.AdvanceAsync(Duration.FromMinutes(10));

        Assert.Equal("INC-3 INC-2 INC-1", await FoundAsync(new()));
        Assert.Equal("INC-3 INC-1", await FoundAsync(new() { IsOpen = true }));
        Assert.Equal("INC-2", await FoundAsync(new() { IsOpen = false }));
        Assert.Equal("INC-1", await FoundAsync(new() { IsOpen = true, Level = "P0" }));
        Assert.Equal("INC-1", await FoundAsync(new() { OverdueAt = engine.Now }));
        Assert.Equal(string.Empty, await FoundAsync(new() { OverdueAt = Engine.Start }));
        Assert.Equal("INC-3", await FoundAsync(new() { AcknowledgedBy = "ben", IsOpen = true }));
        Assert.Equal("INC-1", await FoundAsync(new() { Label = new Label { Name = "service", Value = "login" } }));
        Assert.Equal(string.Empty, await FoundAsync(new() { Label = new Label { Name = "service", Value = "log" } }));
        Assert.Equal("INC-3 INC-2", await FoundAsync(new() { Text = "GLITCH ui" }));
        Assert.Equal("INC-1", await FoundAsync(new() { Text = "nor app" }));
        Assert.Equal(string.Empty, await FoundAsync(new() { Text = "glitch north" }));
        Assert.Equal("INC-3 INC-2 INC-1", await FoundAsync(new() { DeclaredFrom = Engine.Start, DeclaredBefore = Engine.Start + Duration.FromSeconds(1) }));
        Assert.Equal(string.Empty, await FoundAsync(new() { DeclaredBefore = Engine.Start }));

        async Task<string> FoundAsync(IncidentQuery query) =>
            string.Join(' ', (await queries.ListAsync(query)).Incidents.Select(incident => incident.Reference));
    }

    [Fact]
    public async Task Query_that_cannot_be_is_refused_by_name()
    {
        var queries = new InMemoryIncidentStore();

        Assert.Contains("limit is 0", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => queries.ListAsync(new() { Limit = 0 }).AsTask())).Message, StringComparison.Ordinal);
        Assert.Contains("\"x\"", (await Assert.ThrowsAsync<ArgumentException>(() => queries.ListAsync(new() { After = "x" }).AsTask())).Message, StringComparison.Ordinal);
        Assert.Contains("no word", (await Assert.ThrowsAsync<ArgumentException>(() => queries.ListAsync(new() { Text = " - " }).AsTask())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_the_guide_walk_all_open_incidents_once()
    {
        await using var engine = new Engine();
        for (var i = 0; i < 120; i++)
        {
            await engine.Incidents.SignalAsync(new Signal { Summary = "Complete app down", Key = $"K{i}" });
        }

        var services = new ServiceCollection().AddSingleton((IIncidentQueries)engine.Store).BuildServiceProvider();
        await using var Console = new StringWriter();

        // snippet: queries
        var queries = services.GetRequiredService<IIncidentQueries>();
        var query = new IncidentQuery { IsOpen = true, Level = "P0" };
        do
        {
            var page = await queries.ListAsync(query);
            foreach (var incident in page.Incidents)
            {
                Console.WriteLine($"{incident.Reference} {incident.Phase} {incident.Summary}");
            }

            query = query with { After = page.Next };
        }
        while (query.After is not null);
        // end of snippet

        var lines = Console.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(Enumerable.Range(1, 120).Reverse().Select(number => $"INC-{number} Detected Complete app down"), lines);
    }

    [Fact]
    public async Task Host_gets_the_queries_of_its_store()
    {
        await using var provider = new ServiceCollection()
            .AddIncidentResponse(incidents => incidents.UsePlaybook(TestPlaybooks.Example))
            .BuildServiceProvider();

        Assert.Same(provider.GetRequiredService<IIncidentStore>(), provider.GetRequiredService<IIncidentQueries>());
    }

    [Fact]
    public async Task Store_without_queries_is_named_with_the_remedy()
    {
        await using var provider = new ServiceCollection()
            .AddIncidentResponse(incidents => incidents.UsePlaybook(TestPlaybooks.Example).UseStore(new Laws.CheckingStore()))
            .BuildServiceProvider();

        var refused = Assert.Throws<InvalidOperationException>(provider.GetRequiredService<IIncidentQueries>);
        Assert.StartsWith("MMI0102", refused.Message, StringComparison.Ordinal);
    }
}
