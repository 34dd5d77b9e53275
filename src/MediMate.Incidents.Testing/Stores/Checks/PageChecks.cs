using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>The pages in which queries answer.</summary>
internal static class PageChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Pages_give_each_incident_once),
        StoreCheck.Of(Pages_stay_as_they_are_while_incidents_are_declared),
        StoreCheck.Of(Pages_follow_the_conditions),
    ];

    private static async Task Pages_give_each_incident_once(CheckStage stage)
    {
        var declared = await DeclareAsync(stage, 25).ConfigureAwait(false);

        foreach (var limit in (int[])[1, 7, 25, 26])
        {
            var pages = await ReadAsync(stage, new IncidentQuery { Limit = limit }).ConfigureAwait(false);
            stage.Expect.Sequence($"the incidents on pages of {limit}", declared, pages.SelectMany(page => page));
            var lengths = Enumerable.Range(0, (25 + limit - 1) / limit).Select(page => Math.Min(limit, 25 - (page * limit)));
            stage.Expect.Sequence($"the lengths of pages of {limit}", lengths, pages.Select(page => page.Length));
        }
    }

    private static async Task Pages_stay_as_they_are_while_incidents_are_declared(CheckStage stage)
    {
        var declared = await DeclareAsync(stage, 12).ConfigureAwait(false);

        var pages = await ReadAsync(stage, new IncidentQuery { Limit = 5 }, between: () => DeclareAsync(stage, 3)).ConfigureAwait(false);

        stage.Expect.Sequence("the incidents on the pages", declared, pages.SelectMany(page => page));
    }

    private static async Task Pages_follow_the_conditions(CheckStage stage)
    {
        var expected = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            var isSought = i % 3 == 0;
            var incident = await stage.Node.DeclareAsync(adjust: incident => incident with { Summary = isSought ? "Login fails" : "Complete app down" }).ConfigureAwait(false);
            if (isSought)
            {
                expected.Insert(0, incident.Reference);
            }
        }

        var pages = await ReadAsync(stage, new IncidentQuery { Limit = 2, Text = "login" }).ConfigureAwait(false);

        stage.Expect.Sequence("the incidents on the pages", expected, pages.SelectMany(page => page));
    }

    private static async Task<List<string>> DeclareAsync(CheckStage stage, int count)
    {
        var references = new List<string>();
        for (var i = 0; i < count; i++)
        {
            references.Insert(0, (await stage.Node.DeclareAsync().ConfigureAwait(false)).Reference);
        }

        return references;
    }

    private static async Task<List<string[]>> ReadAsync(CheckStage stage, IncidentQuery query, Func<Task>? between = null)
    {
        var pages = new List<string[]>();
        do
        {
            var page = await stage.Node.Queries.ListAsync(query, stage.CancellationToken).ConfigureAwait(false);
            pages.Add([.. SampleText.References(page.Incidents)]);
            stage.Expect.Holds(page.Next is null || (pages.Count < 100 && page.Next != query.After), "a mark that leads on", $"{page.Next} on page {pages.Count}");
            query = query with { After = page.Next };
            await (between?.Invoke() ?? Task.CompletedTask).ConfigureAwait(false);
        }
        while (query.After is not null);

        return pages;
    }
}
