using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Several requests in one call.</summary>
internal static class BatchChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Batch_gives_its_results_in_the_order_of_the_requests),
        StoreCheck.Of(Batch_without_a_request_gives_no_result),
        StoreCheck.Of(Batch_that_declares_on_a_new_key_shows_the_incident_to_the_next_decision),
        StoreCheck.Of(Batch_with_two_commands_on_one_incident_shows_the_first_to_the_second),
        StoreCheck.Of(Batch_with_two_answers_on_one_row_shows_the_first_to_the_second),
        StoreCheck.Of(Batch_gives_each_declaration_a_number_of_its_own),
        StoreCheck.Of(Decision_that_throws_fails_none_of_its_neighbours_in_the_batch),
        StoreCheck.Of(Decision_that_is_refused_fails_none_of_its_neighbours_in_the_batch),
        StoreCheck.Of(Decision_that_throws_fails_no_call_that_is_given_at_the_same_time),
    ];

    private static async Task Batch_gives_its_results_in_the_order_of_the_requests(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);

        var committed = await stage.Node.DecideAsync(
            [new() { Index = 0, Id = second.Id }, new() { Index = 1, Key = "K1" }, new() { Index = 2, Id = first.Id }, new() { Index = 3, Key = "K3" }],
            (request, loaded) => request.Index switch
            {
                0 or 2 => new StoreDecision { Changes = [loaded.Incident!.Noted()] },
                _ => StoreDecision.None,
            }).ConfigureAwait(false);

        stage.Expect.Sequence("which requests were committed", [true, false, true, false], committed);
        stage.Expect.Equal("the version of the first incident", 2, (await stage.Node.FindAsync(first.Id).ConfigureAwait(false)).Version);
        stage.Expect.Equal("the version of the second incident", 2, (await stage.Node.FindAsync(second.Id).ConfigureAwait(false)).Version);
    }

    private static async Task Batch_without_a_request_gives_no_result(CheckStage stage) =>
        stage.Expect.Empty("the results", await stage.Node.DecideAsync([], (_, _) => StoreDecision.None).ConfigureAwait(false));

    private static async Task Batch_that_declares_on_a_new_key_shows_the_incident_to_the_next_decision(CheckStage stage)
    {
        await stage.Node.DecideAsync(
            [.. Enumerable.Range(0, 3).Select(index => new StoreRequest { Index = index, Key = "K1" })],
            (_, loaded) => new StoreDecision { Changes = [loaded.Incident is { } held ? held.Signalled("K1") : SampleChanges.Declared(loaded.NextNumber, "K1")] }).ConfigureAwait(false);

        var incident = (await stage.Node.LoadAsync(new StoreRequest { Key = "K1" }).ConfigureAwait(false)).Incident;
        stage.Expect.Equal("how many signals were counted on the key", 3, incident?.Keys[0].Count);
        stage.Expect.Sequence("the sequence of the events", [1L, 2L, 3L], (await stage.Node.EventsAsync(incident!).ConfigureAwait(false)).Select(happened => happened.Sequence));
    }

    private static async Task Batch_with_two_commands_on_one_incident_shows_the_first_to_the_second(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);

        await stage.Node.DecideAsync(
            [new() { Index = 0, Id = incident.Id }, new() { Index = 1, Key = "K1" }],
            (_, loaded) => new StoreDecision { Changes = [loaded.Incident!.Noted()] }).ConfigureAwait(false);

        stage.Expect.Equal("the version", 3, (await stage.Node.FindAsync(incident.Id).ConfigureAwait(false)).Version);
        stage.Expect.Sequence("the sequence of the events", [1L, 2L, 3L], (await stage.Node.EventsAsync(incident).ConfigureAwait(false)).Select(happened => happened.Sequence));
    }

    private static async Task Batch_with_two_answers_on_one_row_shows_the_first_to_the_second(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], rows: incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);
        var seen = new OutboxStatus?[2];
        var request = new StoreRequest { Row = $"{incident.Reference}/a" };

        await stage.Node.DecideAsync([request, request with { Index = 1 }], (asked, loaded) =>
        {
            seen[asked.Index] = loaded.Row?.Status;
            return asked.Index == 0 ? new StoreDecision { Rows = [loaded.Row! with { Status = OutboxStatus.Done }] } : StoreDecision.None;
        }).ConfigureAwait(false);

        stage.Expect.Sequence("the row as the two decisions saw it", [OutboxStatus.Waiting, OutboxStatus.Done], seen);
    }

    private static async Task Batch_gives_each_declaration_a_number_of_its_own(CheckStage stage)
    {
        var numbers = new long[4];
        await stage.Node.DecideAsync([.. Enumerable.Range(0, 4).Select(index => new StoreRequest { Index = index })], (request, loaded) =>
        {
            numbers[request.Index] = loaded.NextNumber;
            return new StoreDecision { Changes = [SampleChanges.Declared(loaded.NextNumber)] };
        }).ConfigureAwait(false);

        stage.Expect.Sequence("the numbers", numbers.Distinct().Order(), numbers);
    }

    private static async Task Decision_that_throws_fails_none_of_its_neighbours_in_the_batch(CheckStage stage)
    {
        var thrown = new InvalidOperationException("this decision fails");

        await stage.Expect.ThrowsWhatWasThrownAsync("the batch", thrown, () => NeighboursAsync(stage, _ => throw thrown)).ConfigureAwait(false);

        await ExpectNeighboursAsync(stage).ConfigureAwait(false);
    }

    private static async Task Decision_that_is_refused_fails_none_of_its_neighbours_in_the_batch(CheckStage stage)
    {
        await stage.Expect.RefusedAsync("the batch", "MMI3003", () => NeighboursAsync(
            stage, number => new StoreDecision { Changes = [SampleChanges.Declared(number, "K1").After.Noted()] })).ConfigureAwait(false);

        await ExpectNeighboursAsync(stage).ConfigureAwait(false);
    }

    private static async Task Decision_that_throws_fails_no_call_that_is_given_at_the_same_time(CheckStage stage)
    {
        var thrown = new InvalidOperationException("this decision fails");
        await stage.InParallelAsync(32, index => index % 4 == 1
            ? stage.Expect.ThrowsWhatWasThrownAsync("the call whose decision throws", thrown, () => stage.Node.DecideAsync(new StoreRequest { Key = $"K{index}" }, _ => throw thrown))
            : stage.Node.DeclareAsync([$"K{index}"])).ConfigureAwait(false);

        for (var index = 0; index < 32; index++)
        {
            var holder = (await stage.Node.LoadAsync(new StoreRequest { Key = $"K{index}" }).ConfigureAwait(false)).Incident;
            stage.Expect.Equal($"whether the declaration with K{index} was committed", index % 4 != 1, holder is not null);
        }
    }

    private static Task<ImmutableArray<bool>> NeighboursAsync(CheckStage stage, Func<long, StoreDecision> second) => stage.Node.DecideAsync(
        [.. Enumerable.Range(0, 3).Select(index => new StoreRequest { Index = index, Key = $"K{index}" })],
        (request, loaded) => request.Index == 1
            ? second(loaded.NextNumber)
            : new StoreDecision { Changes = [SampleChanges.Declared(loaded.NextNumber, $"K{request.Index}")] });

    private static async Task ExpectNeighboursAsync(CheckStage stage)
    {
        for (var index = 0; index < 3; index++)
        {
            var holder = (await stage.Node.LoadAsync(new StoreRequest { Key = $"K{index}" }).ConfigureAwait(false)).Incident;
            stage.Expect.Equal($"whether request {index} was committed", index != 1, holder is not null);
        }
    }
}
