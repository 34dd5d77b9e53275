using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>What queries find.</summary>
internal static class ListChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Query_without_a_condition_finds_all_the_newest_first),
        StoreCheck.Of(Query_by_openness_finds_what_is_open_or_ended),
        StoreCheck.Of(Query_by_level_finds_what_has_it_now),
        StoreCheck.Of(Query_for_overdue_finds_open_incidents_whose_clock_ran_out),
        StoreCheck.Of(Query_by_acknowledger_finds_what_is_acknowledged_in_the_present_cycle),
        StoreCheck.Of(Query_by_label_compares_name_and_value_exactly),
        StoreCheck.Of(Query_by_declaration_takes_in_the_first_instant_and_not_the_last),
        StoreCheck.Of(Query_by_text_finds_beginnings_of_words_in_any_order_ignoring_case),
        StoreCheck.Of(Query_with_several_conditions_finds_what_fits_all),
        StoreCheck.Of(Query_gives_whole_snapshots),
        StoreCheck.Of(Query_that_cannot_be_is_refused),
    ];

    private static async Task Query_without_a_condition_finds_all_the_newest_first(CheckStage stage)
    {
        await ExpectAsync(stage, new IncidentQuery()).ConfigureAwait(false);
        var first = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);
        await stage.Node.NoteAsync(first).ConfigureAwait(false);

        await ExpectAsync(stage, new IncidentQuery(), second, first).ConfigureAwait(false);
    }

    private static async Task Query_by_openness_finds_what_is_open_or_ended(CheckStage stage)
    {
        var open = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var ended = await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);
        await stage.Node.CommitAsync(ended.Ended()).ConfigureAwait(false);
        var resolved = await stage.Node.DeclareAsync(adjust: incident => incident with { Phase = IncidentPhase.Reviewing }).ConfigureAwait(false);

        await ExpectAsync(stage, new IncidentQuery { IsOpen = true }, resolved, open).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { IsOpen = false }, ended).ConfigureAwait(false);
    }

    private static async Task Query_by_level_finds_what_has_it_now(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);
        var change = second.Noted();
        await stage.Node.CommitAsync(change with { After = change.After with { Severity = second.Severity with { Level = "P2" } } }).ConfigureAwait(false);

        await ExpectAsync(stage, new IncidentQuery { Level = "P0" }, first).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { Level = "P2" }, second).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { Level = "P" }).ConfigureAwait(false);
    }

    private static async Task Query_for_overdue_finds_open_incidents_whose_clock_ran_out(CheckStage stage)
    {
        var early = await stage.Node.DeclareAsync(adjust: incident => WithClock(incident, 10)).ConfigureAwait(false);
        await stage.Node.DeclareAsync(adjust: incident => WithClock(incident, 30)).ConfigureAwait(false);
        await stage.Node.DeclareAsync(adjust: incident => WithClock(incident, 10) with { Phase = IncidentPhase.Closed }).ConfigureAwait(false);
        await stage.Node.DeclareAsync().ConfigureAwait(false);

        await ExpectAsync(stage, new IncidentQuery { OverdueAt = SampleTime.At(9) }).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { OverdueAt = SampleTime.At(10) }, early).ConfigureAwait(false);

        var stopped = early.Noted();
        await stage.Node.CommitAsync(stopped with { After = stopped.After with { Clocks = [early.Clocks[0] with { StoppedAt = SampleTime.At(5), Result = ClockResult.Met }] } }).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { OverdueAt = SampleTime.At(10) }).ConfigureAwait(false);
    }

    private static async Task Query_by_acknowledger_finds_what_is_acknowledged_in_the_present_cycle(CheckStage stage)
    {
        var mine = await stage.Node.DeclareAsync(adjust: incident => incident with { Acknowledgement = Acknowledged("ben") }).ConfigureAwait(false);
        await stage.Node.DeclareAsync(adjust: incident => incident with { Acknowledgement = Acknowledged("aisyah") }).ConfigureAwait(false);
        await stage.Node.DeclareAsync(adjust: incident => incident with { Acknowledgement = Acknowledged("ben"), Cycle = 2 }).ConfigureAwait(false);
        var later = await stage.Node.DeclareAsync().ConfigureAwait(false);
        await stage.Node.CommitAsync(later.Then(new Acknowledged { By = "ben", Cycle = 1 })).ConfigureAwait(false);

        await ExpectAsync(stage, new IncidentQuery { AcknowledgedBy = "ben" }, later, mine).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { AcknowledgedBy = "be" }).ConfigureAwait(false);
    }

    private static async Task Query_by_label_compares_name_and_value_exactly(CheckStage stage)
    {
        await stage.Node.DeclareAsync(adjust: incident => incident with { Labels = Label.From([new("service", "login")]) }).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(adjust: incident => incident with { Labels = Label.From([new("service", "Login"), new("zone", "事件 \"a\"")]) }).ConfigureAwait(false);

        await ExpectAsync(stage, new IncidentQuery { Label = new Label { Name = "service", Value = "Login" } }, second).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { Label = new Label { Name = "zone", Value = "事件 \"a\"" } }, second).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { Label = new Label { Name = "service", Value = "log" } }).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { Label = new Label { Name = "Service", Value = "login" } }).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { Label = new Label { Name = "zone", Value = "login" } }).ConfigureAwait(false);
    }

    private static async Task Query_by_declaration_takes_in_the_first_instant_and_not_the_last(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(adjust: incident => incident with { DeclaredAt = SampleTime.At(10) }).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(adjust: incident => incident with { DeclaredAt = SampleTime.At(20) }).ConfigureAwait(false);
        var third = await stage.Node.DeclareAsync(adjust: incident => incident with { DeclaredAt = SampleTime.At(30) + Duration.FromNanoseconds(1000) }).ConfigureAwait(false);

        await ExpectAsync(stage, new IncidentQuery { DeclaredFrom = SampleTime.At(20) }, third, second).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { DeclaredBefore = SampleTime.At(20) }, first).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { DeclaredFrom = SampleTime.At(10), DeclaredBefore = SampleTime.At(30) }, second, first).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { DeclaredFrom = third.DeclaredAt }, third).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { DeclaredBefore = third.DeclaredAt }, second, first).ConfigureAwait(false);
    }

    private static async Task Query_by_text_finds_beginnings_of_words_in_any_order_ignoring_case(CheckStage stage)
    {
        var login = await stage.Node.DeclareAsync(adjust: incident => incident with { Summary = "Login fails in region North" }).ConfigureAwait(false);
        var catalogue = await stage.Node.DeclareAsync(adjust: incident => incident with { Summary = "Catalogue: Störung, 50% of pages_fail" }).ConfigureAwait(false);

        await ExpectAsync(stage, new IncidentQuery { Text = "log" }, login).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { Text = "NORTH reg LOGIN" }, login).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { Text = "störung" }, catalogue).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { Text = "ogin" }).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { Text = "login catalogue" }).ConfigureAwait(false);
        await ExpectAsync(stage, new IncidentQuery { Text = "50%" }, catalogue).ConfigureAwait(false);
    }

    private static async Task Query_with_several_conditions_finds_what_fits_all(CheckStage stage)
    {
        var labels = Label.From([new("service", "login")]);
        var fitting = await stage.Node.DeclareAsync(adjust: incident => WithClock(incident, 10) with { Labels = labels, Acknowledgement = Acknowledged("ben") }).ConfigureAwait(false);
        await stage.Node.DeclareAsync(adjust: incident => WithClock(incident, 10) with { Labels = labels }).ConfigureAwait(false);
        await stage.Node.DeclareAsync(adjust: incident => WithClock(incident, 10) with { Acknowledgement = Acknowledged("ben") }).ConfigureAwait(false);
        await stage.Node.DeclareAsync(adjust: incident => WithClock(incident, 99) with { Labels = labels, Acknowledgement = Acknowledged("ben") }).ConfigureAwait(false);
        var query = new IncidentQuery
        {
            IsOpen = true,
            Level = "P0",
            OverdueAt = SampleTime.At(20),
            AcknowledgedBy = "ben",
            Label = labels[0],
            DeclaredFrom = SampleTime.Start,
            DeclaredBefore = SampleTime.At(1),
            Text = "app down",
        };

        await ExpectAsync(stage, query, fitting).ConfigureAwait(false);
        await ExpectAsync(stage, query with { Level = "P1" }).ConfigureAwait(false);
        await ExpectAsync(stage, query with { Text = "app up" }).ConfigureAwait(false);
    }

    private static async Task Query_gives_whole_snapshots(CheckStage stage)
    {
        var large = await stage.Node.DeclareAsync(adjust: SampleSnapshots.Large).ConfigureAwait(false);

        var page = await stage.Node.Queries.ListAsync(new IncidentQuery(), stage.CancellationToken).ConfigureAwait(false);

        stage.Expect.Sequence("the snapshots of the page", [SampleText.Of(large)], page.Incidents.Select(SampleText.Of));
    }

    private static async Task Query_that_cannot_be_is_refused(CheckStage stage)
    {
        var queries = stage.Node.Queries;
        await stage.Node.DeclareAsync().ConfigureAwait(false);
        foreach (var query in (IncidentQuery[])[new() { Limit = 0 }, new() { Limit = IncidentQuery.MaximumLimit + 1 }, new() { After = "no mark" }, new() { Text = " - " }])
        {
            await stage.Expect.ThrowsAsync<ArgumentException>(
                $"ListAsync of {query}", async () => await queries.ListAsync(query, stage.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }

        await queries.ListAsync(new IncidentQuery { Limit = IncidentQuery.MaximumLimit }, stage.CancellationToken).ConfigureAwait(false);
    }

    private static Acknowledgement Acknowledged(string by) => new() { By = by, At = SampleTime.Start, Cycle = 1 };

    private static Incident WithClock(Incident incident, int due) => incident with
    {
        Clocks =
        [
            new ClockState
            {
                Name = "response",
                Instance = 1,
                Level = "P0",
                Target = Duration.FromSeconds(due),
                StartedAt = SampleTime.Start,
                Due = SampleTime.At(due),
            },
        ],
    };

    private static async Task ExpectAsync(CheckStage stage, IncidentQuery query, params Incident[] expected)
    {
        var page = await stage.Node.Queries.ListAsync(query, stage.CancellationToken).ConfigureAwait(false);
        stage.Expect.Sequence($"what {query} finds", SampleText.References(expected), SampleText.References(page.Incidents));
        stage.Expect.Equal($"the mark behind the last page of {query}", null, page.Next);
    }
}
