using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Subjects that are no incidents: how they are kept, loaded and removed.</summary>
internal static class SubjectChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Subject_is_loaded_by_kind_and_id),
        StoreCheck.Of(Subject_is_replaced_by_each_commit),
        StoreCheck.Of(Subject_that_was_removed_is_absent_and_can_be_put_in_anew),
        StoreCheck.Of(Subject_of_each_kind_is_read_back_byte_for_byte),
        StoreCheck.Of(Subjects_of_a_kind_are_read_in_the_order_in_which_they_were_put_in),
        StoreCheck.Of(Subjects_incidents_and_rows_change_together),
        StoreCheck.Of(Request_with_tallies_loads_those_of_its_incidents),
        StoreCheck.Of(Request_with_open_subjects_loads_those_of_the_kind_with_something_due),
        StoreCheck.Of(Request_of_subjects_alone_shows_the_next_number),
        StoreCheck.Of(Batch_with_two_commands_on_one_subject_shows_the_first_to_the_second),
    ];

    private static async Task Subject_is_loaded_by_kind_and_id(CheckStage stage)
    {
        var (first, second) = (SampleSubjects.Tally(SampleSubjects.Id(2)), SampleSubjects.Tally(SampleSubjects.Id(1)));
        await stage.Node.CommitAsync(SubjectChange.Of(before: null, first)).ConfigureAwait(false);
        await stage.Node.CommitAsync(SubjectChange.Of(before: null, second)).ConfigureAwait(false);

        stage.Expect.Equal("the subject that is loaded", first.Id, (await stage.Node.LoadAsync(first.Name).ConfigureAwait(false))?.Id);
        stage.Expect.Equal("a subject of another kind", null, await stage.Node.LoadAsync(first.Name with { Kind = SubjectKind.Silence }).ConfigureAwait(false));
        stage.Expect.Equal("a subject that does not exist", null, await stage.Node.LoadAsync(first.Name with { Id = SampleSubjects.Id(3) }).ConfigureAwait(false));
        var both = await stage.Node.LoadAsync(new StoreRequest { Subjects = [second.Name, first.Name, second.Name] }).ConfigureAwait(false);
        stage.Expect.Sequence("two subjects", [first.Id, second.Id], both.Subjects.Select(subject => subject.Id));
        var none = await stage.Node.LoadAsync(new StoreRequest()).ConfigureAwait(false);
        stage.Expect.Empty("the subjects that nobody asked for", none.Subjects.Select(subject => subject.Id));
    }

    private static async Task Subject_is_replaced_by_each_commit(CheckStage stage)
    {
        var id = SampleSubjects.Id(1);
        for (var count = 1; count <= 3; count++)
        {
            await stage.Node.DecideAsync(new StoreRequest { Subjects = [SampleSubjects.Tally(id).Name] }, loaded => new StoreDecision { Subjects = [loaded.Counted(id)] }).ConfigureAwait(false);
            var kept = (SignalTally?)await stage.Node.LoadAsync(SampleSubjects.Tally(id).Name).ConfigureAwait(false);
            stage.Expect.Equal("the version and the count of the subject", ((long)count, (long)count), (kept?.Version ?? 0, kept?.Counts[0].Pending ?? 0));
        }
    }

    private static async Task Subject_that_was_removed_is_absent_and_can_be_put_in_anew(CheckStage stage)
    {
        var tally = SampleSubjects.Tally(SampleSubjects.Id(1));
        await stage.Node.CommitAsync(SubjectChange.Of(before: null, tally)).ConfigureAwait(false);
        await stage.Node.CommitAsync(SubjectChange.Of(tally with { Version = 1 }, tally)).ConfigureAwait(false);

        await stage.Node.CommitAsync(SubjectChange.Remove(tally with { Version = 2 })).ConfigureAwait(false);

        stage.Expect.Equal("a subject that was removed", null, await stage.Node.LoadAsync(tally.Name).ConfigureAwait(false));
        stage.Expect.Empty("the subjects of its kind", (await stage.Node.SubjectsAsync(tally.Kind).ConfigureAwait(false)).Select(subject => subject.Id));
        stage.Expect.Equal("what is due next", null, await stage.Node.NextDueAsync().ConfigureAwait(false));
        await stage.Node.CommitAsync(SubjectChange.Of(before: null, tally)).ConfigureAwait(false);
        stage.Expect.Equal("the version of a subject that was put in anew", 1L, (await stage.Node.LoadAsync(tally.Name).ConfigureAwait(false))?.Version);
    }

    private static async Task Subject_of_each_kind_is_read_back_byte_for_byte(CheckStage stage)
    {
        foreach (var subject in SampleSubjects.All())
        {
            await stage.Node.CommitAsync(SubjectChange.Of(before: null, subject)).ConfigureAwait(false);
            var loaded = await stage.Node.LoadAsync(subject.Name).ConfigureAwait(false);
            stage.Expect.Equal("the subject that is loaded", SampleText.Of(subject), loaded is null ? null : SampleText.Of(loaded));
            stage.Expect.Sequence("the subjects of its kind", [SampleText.Of(subject)], (await stage.Node.SubjectsAsync(subject.Kind).ConfigureAwait(false)).Select(SampleText.Of));
            stage.Expect.Equal("what is due next", subject.NextDueAt, await stage.Node.NextDueAsync().ConfigureAwait(false));
            await stage.Node.CommitAsync(SubjectChange.Remove(subject)).ConfigureAwait(false);
        }
    }

    private static async Task Subjects_of_a_kind_are_read_in_the_order_in_which_they_were_put_in(CheckStage stage)
    {
        int[] order = [4, 1, 3, 2];
        foreach (var number in order)
        {
            await stage.Node.CommitAsync(SubjectChange.Of(before: null, SampleSubjects.Tally(SampleSubjects.Id(number)))).ConfigureAwait(false);
        }

        var third = SampleSubjects.Tally(SampleSubjects.Id(3));
        await stage.Node.CommitAsync(SubjectChange.Of(third with { Version = 1 }, third)).ConfigureAwait(false);

        var read = await stage.Node.SubjectsAsync(SubjectKind.SignalTally).ConfigureAwait(false);
        stage.Expect.Sequence("the subjects of a kind", order.Select(SampleSubjects.Id), read.Select(subject => subject.Id));
        stage.Expect.Empty("the subjects of another kind", (await stage.Node.SubjectsAsync(SubjectKind.Silence).ConfigureAwait(false)).Select(subject => subject.Id));
        await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        stage.Expect.Empty("the incidents as subjects", (await stage.Node.SubjectsAsync(SubjectKind.Incident).ConfigureAwait(false)).Select(subject => subject.Id));
    }

    private static async Task Subjects_incidents_and_rows_change_together(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var tally = SampleSubjects.Tally(incident.Id.Value);
        var noted = incident.Noted();

        await stage.Node.CommitAsync(new StoreDecision
        {
            Changes = [noted],
            Rows = [SampleRows.Message(incident, "a")],
            Subjects = [SubjectChange.Of(before: null, tally)],
            Receipt = SampleSubjects.Receipt("R1"),
        }).ConfigureAwait(false);

        stage.Expect.Equal("the snapshot", SampleText.Of(noted.After), SampleText.Of(await stage.Node.FindAsync(incident.Id).ConfigureAwait(false)));
        stage.Expect.Sequence("the outbox", [$"{incident.Reference}/a"], (await stage.Node.OutboxAsync(incident).ConfigureAwait(false)).Select(row => row.Key));
        stage.Expect.Equal("the subject", tally.Id, (await stage.Node.LoadAsync(tally.Name).ConfigureAwait(false))?.Id);
        stage.Expect.Equal("the receipt", "R1", (await stage.Node.ReceiptAsync("R1").ConfigureAwait(false))?.Key);
    }

    private static async Task Request_with_tallies_loads_those_of_its_incidents(CheckStage stage)
    {
        var first = await stage.Node.DeclareAsync(["K1"], rows: incident => [SampleRows.Message(incident, "a")]).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K2"]).ConfigureAwait(false);
        var third = await stage.Node.DeclareAsync(["K3"]).ConfigureAwait(false);
        foreach (var incident in (Incident[])[first, second, third])
        {
            await stage.Node.CommitAsync(SubjectChange.Of(before: null, SampleSubjects.Tally(incident.Id.Value))).ConfigureAwait(false);
        }

        await stage.Node.CommitAsync(third.Ended()).ConfigureAwait(false);

        await ExpectAsync("by id", new StoreRequest { Id = first.Id, WithTallies = true }, first).ConfigureAwait(false);
        await ExpectAsync("by key", new StoreRequest { Key = "K2", WithTallies = true }, second).ConfigureAwait(false);
        await ExpectAsync("by row", new StoreRequest { Row = $"{first.Reference}/a", WithTallies = true }, first).ConfigureAwait(false);
        await ExpectAsync("by the key of its last holder", new StoreRequest { Key = "K3", WithTallies = true }, third).ConfigureAwait(false);
        await ExpectAsync("by id, with a second incident", new StoreRequest { Id = second.Id, Beside = first.Id, WithTallies = true }, first, second).ConfigureAwait(false);
        await ExpectAsync("that nobody asked for", new StoreRequest { Id = first.Id }).ConfigureAwait(false);
        await ExpectAsync("of an incident that has none", new StoreRequest { Id = default(IncidentId), WithTallies = true }).ConfigureAwait(false);

        async Task ExpectAsync(string how, StoreRequest request, params Incident[] incidents)
        {
            var loaded = await stage.Node.LoadAsync(request).ConfigureAwait(false);
            stage.Expect.Sequence($"the tallies {how}", incidents.Select(incident => incident.Id.Value), loaded.Subjects.Select(subject => subject.Id));
        }
    }

    private static async Task Request_with_open_subjects_loads_those_of_the_kind_with_something_due(CheckStage stage)
    {
        int[] order = [3, 1, 4, 2];
        foreach (var number in order)
        {
            await stage.Node.CommitAsync(SubjectChange.Of(before: null, SampleSubjects.Silence(SampleSubjects.Id(number)))).ConfigureAwait(false);
        }

        await stage.Node.CommitAsync(SubjectChange.Of(before: null, SampleSubjects.Tally(SampleSubjects.Id(1)))).ConfigureAwait(false);
        await ExpectAsync("at first", 3, 1, 4, 2).ConfigureAwait(false);

        // A claim puts off what is due, and takes nothing away.
        await stage.Node.ClaimAsync(second: 50).ConfigureAwait(false);
        await ExpectAsync("while they are claimed", 3, 1, 4, 2).ConfigureAwait(false);

        var (over, removed) = (SampleSubjects.Silence(SampleSubjects.Id(1)) with { Version = 1 }, SampleSubjects.Silence(SampleSubjects.Id(4)) with { Version = 1 });
        await stage.Node.CommitAsync(SubjectChange.Of(over, over with { OverAt = SampleTime.At(50) }), SubjectChange.Remove(removed)).ConfigureAwait(false);
        await ExpectAsync("when one is over and one was removed", 3, 2).ConfigureAwait(false);
        var named = await stage.Node.LoadAsync(new StoreRequest { WithOpen = SubjectKind.Silence, Subjects = [over.Name] }).ConfigureAwait(false);
        stage.Expect.Sequence("the open subjects and one that is named", ((int[])[3, 1, 2]).Select(SampleSubjects.Id), named.Subjects.Select(subject => subject.Id));
        var none = await stage.Node.LoadAsync(new StoreRequest { WithOpen = SubjectKind.HeartbeatMonitor }).ConfigureAwait(false);
        stage.Expect.Empty("the open subjects of another kind", none.Subjects.Select(subject => subject.Id));

        async Task ExpectAsync(string when, params int[] numbers)
        {
            var loaded = await stage.Node.LoadAsync(new StoreRequest { WithOpen = SubjectKind.Silence }).ConfigureAwait(false);
            stage.Expect.Sequence($"the open subjects {when}", numbers.Select(SampleSubjects.Id), loaded.Subjects.Select(subject => subject.Id));
        }
    }

    private static async Task Request_of_subjects_alone_shows_the_next_number(CheckStage stage)
    {
        var id = SampleSubjects.Id(1);
        Incident? declared = null;
        await stage.Node.DecideAsync(new StoreRequest { Subjects = [SampleSubjects.Tally(id).Name] }, loaded =>
        {
            declared = SampleChanges.Declared(loaded.NextNumber).After;
            return new StoreDecision { Changes = [SampleChanges.Declared(loaded.NextNumber) with { After = declared }], Subjects = [loaded.Counted(id)] };
        }).ConfigureAwait(false);

        var second = await stage.Node.DeclareAsync().ConfigureAwait(false);
        stage.Expect.Holds(declared is { Reference: not "INC-0" } && declared.Reference != second.Reference, "a reference of its own", $"{declared?.Reference} and {second.Reference}");
    }

    private static async Task Batch_with_two_commands_on_one_subject_shows_the_first_to_the_second(CheckStage stage)
    {
        var id = SampleSubjects.Id(1);
        var name = SampleSubjects.Tally(id).Name;
        var replies = new List<string?>();
        await stage.Node.DecideAsync(
            [.. Enumerable.Range(0, 4).Select(index => new StoreRequest { Index = index, Subjects = [name], Receipt = "R1" })],
            (request, loaded) =>
            {
                replies.Add(loaded.Receipt?.ContentHash[..1]);
                var change = request.Index == 2 ? SubjectChange.Remove(loaded.Subjects[0]) : loaded.Counted(id);
                return new StoreDecision { Subjects = [change], Receipt = loaded.Receipt is null ? SampleSubjects.Receipt("R1", content: "b") : null };
            }).ConfigureAwait(false);

        // Counted twice, removed, and begun anew.
        var kept = (SignalTally?)await stage.Node.LoadAsync(name).ConfigureAwait(false);
        stage.Expect.Equal("the version and the count of the subject", (1L, 1L), (kept?.Version ?? 0, kept?.Counts[0].Pending ?? 0));
        stage.Expect.Sequence("the receipts that the decisions saw", [null, "b", "b", "b"], replies.TakeLast(4));
    }
}
