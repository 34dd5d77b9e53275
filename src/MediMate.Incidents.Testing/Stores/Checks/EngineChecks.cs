using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>The engine on the store: the same story as on the store in memory.</summary>
internal static class EngineChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Engine_pages_counts_reopens_and_resolves_as_it_does_in_memory),
        StoreCheck.Of(Engine_that_is_stopped_goes_on_where_it_was),
    ];

    private static async Task Engine_pages_counts_reopens_and_resolves_as_it_does_in_memory(CheckStage stage) => await ExpectAsync(stage, async harness =>
    {
        var token = stage.CancellationToken;
        await harness.Incidents.SignalAsync(new Signal { Key = "K1", Summary = "Complete app down" }, token).ConfigureAwait(false);
        await harness.AdvanceAsync(Duration.FromMinutes(7), token).ConfigureAwait(false);
        var counted = await harness.Incidents.SignalAsync(new Signal { Key = "K1", Summary = "Complete app down" }, token).ConfigureAwait(false);
        await harness.Incidents.AcknowledgeAsync(counted.Incident!.Id, "ben", cancellationToken: token).ConfigureAwait(false);
        await harness.AdvanceAsync(Duration.FromMinutes(20), token).ConfigureAwait(false);
        var trifle = await harness.Incidents.SignalAsync(new Signal { Key = "K2", Summary = "UI glitch" }, token).ConfigureAwait(false);
        await harness.Incidents.ResolveAsync(trifle.Incident!.Id, "ben", "mended", verified: true, UserImpact.None, token).ConfigureAwait(false);
        await harness.Incidents.SignalAsync(new Signal { Key = "K2", Summary = "UI glitch" }, token).ConfigureAwait(false);
        await harness.AdvanceAsync(Duration.FromMinutes(90), token).ConfigureAwait(false);
    }).ConfigureAwait(false);

    private static async Task Engine_that_is_stopped_goes_on_where_it_was(CheckStage stage) => await ExpectAsync(stage, async harness =>
    {
        await harness.Incidents.SignalAsync(new Signal { Key = "K1", Summary = "Complete app down" }, stage.CancellationToken).ConfigureAwait(false);
        await harness.AdvanceAsync(Duration.FromMinutes(1), stage.CancellationToken).ConfigureAwait(false);
        harness.StopEngine();
        await harness.AdvanceAsync(Duration.FromMinutes(30), stage.CancellationToken).ConfigureAwait(false);
        harness.StartEngine();
        await harness.AdvanceAsync(Duration.FromHours(2), stage.CancellationToken).ConfigureAwait(false);
    }).ConfigureAwait(false);

    private static async Task ExpectAsync(CheckStage stage, Func<IncidentHarness, Task> story)
    {
        var expected = await TellAsync(new InMemoryIncidentStore(), story).ConfigureAwait(false);
        var found = await TellAsync(stage.Node.Store, story).ConfigureAwait(false);

        foreach (var (line, other) in expected.Zip(found))
        {
            stage.Expect.Equal("the line of the story", line, other);
        }

        stage.Expect.Equal("the number of lines of the story", expected.Length, found.Length);
    }

    private static async Task<ImmutableArray<string>> TellAsync(IIncidentStore store, Func<IncidentHarness, Task> story)
    {
        var harness = new IncidentHarness(Playbook(), options =>
        {
            options.AddPerson("aisyah", "On-call Engineer", "sms").AddPerson("ben", "Engineering Manager", "sms").AddPerson("ems", "Emergency Support", "sms");
            options.Configure = incidents => incidents.UseStore(store);
        });
        await using (harness.ConfigureAwait(false))
        {
            await story(harness).ConfigureAwait(false);
            return [.. harness.Lines.Select(line => line.ToString()!)];
        }
    }

    private static Playbook Playbook() => new PlaybookBuilder("Store checks")
        .UseTimeZone("Asia/Kuala_Lumpur")
        .UseDefaultLevel("P0")
        .AddLevel("P0", Duration.FromMinutes(15), level => level.WithExamples("Complete app down"))
        .AddLevel("P3", Duration.FromHours(1), level => level.WithExamples("UI glitch").Walks(Lifecycle.Short))
        .AddRole("On-call Engineer")
        .AddRole("Engineering Manager")
        .AddContact("On-call Engineer", "aisyah")
        .AddContact("Engineering Manager", "ben")
        .AddContact("Emergency Support", "ems")
        .AddLadder("P0", ladder => ladder
            .AddStep(Duration.Zero, "On-call Engineer", "sms")
            .AddStep(Duration.FromMinutes(5), "Engineering Manager", "sms")
            .Repeat(Duration.FromMinutes(15), 2))
        .AddLadder("P3", ladder => ladder.AddStep(Duration.Zero, "On-call Engineer", "sms"))
        .Build();
}
