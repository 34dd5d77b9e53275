using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>What is read outside a decision.</summary>
internal static class ReadChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Incident_is_found_by_its_id),
        StoreCheck.Of(Incident_is_found_by_its_reference_ignoring_case),
        StoreCheck.Of(Unknown_incident_is_not_found_and_has_no_events_and_no_rows),
        StoreCheck.Of(Timeline_is_read_in_order),
        StoreCheck.Of(Timeline_that_is_read_while_it_grows_is_a_prefix),
    ];

    private static async Task Incident_is_found_by_its_id(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);

        stage.Expect.Equal("the incident", first.Reference, (await stage.Node.FindAsync(first.Id).ConfigureAwait(false)).Reference);
        stage.Expect.Equal("the incident", second.Reference, (await stage.Node.FindAsync(second.Id).ConfigureAwait(false)).Reference);
    }

    private static async Task Incident_is_found_by_its_reference_ignoring_case(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var incident = await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);
        var noted = await stage.Node.NoteAsync(incident).ConfigureAwait(false);

#pragma warning disable CA1308 // Both cases are what is checked.
        foreach (var reference in (string[])[incident.Reference, incident.Reference.ToLowerInvariant()])
#pragma warning restore CA1308
        {
            var found = await stage.Node.Store.FindByReferenceAsync(reference, stage.CancellationToken).ConfigureAwait(false);
            stage.Expect.Equal($"what {reference} finds", SampleText.Of(noted), found is null ? "nothing" : SampleText.Of(found));
        }
    }

    private static async Task Unknown_incident_is_not_found_and_has_no_events_and_no_rows(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"], rows: incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);
        var unknown = SampleChanges.Declared(1000).After;

        stage.Expect.Equal("what an unknown id finds", null, (await stage.Node.Store.FindAsync(unknown.Id, stage.CancellationToken).ConfigureAwait(false))?.Reference);
        stage.Expect.Equal("what an unknown reference finds", null, (await stage.Node.Store.FindByReferenceAsync("INC-1000", stage.CancellationToken).ConfigureAwait(false))?.Reference);
        stage.Expect.Equal("what a part of a reference finds", null, (await stage.Node.Store.FindByReferenceAsync("INC%", stage.CancellationToken).ConfigureAwait(false))?.Reference);
        stage.Expect.Empty("the events of an unknown incident", (await stage.Node.EventsAsync(unknown).ConfigureAwait(false)).Select(EventJson.NameOf));
        stage.Expect.Empty("the rows of an unknown incident", (await stage.Node.OutboxAsync(unknown).ConfigureAwait(false)).Select(row => row.Key));
    }

    private static async Task Timeline_is_read_in_order(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);
        for (var i = 0; i < 12; i++)
        {
            first = await stage.Node.NoteAsync(first).ConfigureAwait(false);
            second = await stage.Node.NoteAsync(second).ConfigureAwait(false);
        }

        stage.Expect.Sequence("the sequence of the events", Enumerable.Range(1, 13), (await stage.Node.EventsAsync(first).ConfigureAwait(false)).Select(happened => happened.Sequence));
    }

    private static async Task Timeline_that_is_read_while_it_grows_is_a_prefix(CheckStage stage)
    {
        const int Commits = 40;
        var incident = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var writing = Task.Run(
            async () =>
            {
                var last = incident;
                for (var i = 0; i < Commits; i++)
                {
                    // Two events in each commit: a reader never sees one of them alone.
                    var noted = last.Noted();
                    var counted = noted.After.Signalled("K1");
                    await stage.Node.CommitAsync(counted with { ExpectedVersion = last.Version, Events = [.. noted.Events, .. counted.Events] }).ConfigureAwait(false);
                    last = counted.After;
                }
            },
            stage.CancellationToken);

        bool isWritten;
        do
        {
            isWritten = writing.IsCompleted;
            var snapshot = await stage.Node.FindAsync(incident.Id).ConfigureAwait(false);
            var events = await stage.Node.EventsAsync(incident).ConfigureAwait(false);
            stage.Expect.Sequence("the sequence of the events", Enumerable.Range(1, events.Length), events.Select(happened => happened.Sequence));
            stage.Expect.Equal("what is left of the events when each commit adds two", 1, events.Length % 2);
            stage.Expect.Holds(events.Length >= snapshot.Version, $"at least {snapshot.Version} events, as the snapshot read before says", $"{events.Length}");
        }
        while (!isWritten);

        await writing.ConfigureAwait(false);
        stage.Expect.Equal("the number of events in the end", 1 + (2 * Commits), (await stage.Node.EventsAsync(incident).ConfigureAwait(false)).Length);
    }
}
