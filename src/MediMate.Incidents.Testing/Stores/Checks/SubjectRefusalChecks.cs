using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>What a commit of subjects and receipts refuses: then nothing of the decision is kept.</summary>
internal static class SubjectRefusalChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Commit_of_a_stale_subject_is_refused_and_changes_nothing),
        StoreCheck.Of(Commit_of_a_new_subject_that_exists_is_refused_and_changes_nothing),
        StoreCheck.Of(Commit_of_a_change_to_an_unknown_subject_is_refused_and_changes_nothing),
        StoreCheck.Of(Commit_of_a_receipt_beside_one_that_counts_is_refused_and_changes_nothing),
        StoreCheck.Of(Commit_of_subjects_changes_none_when_an_incident_does_not_fit),
    ];

    private static async Task Commit_of_a_stale_subject_is_refused_and_changes_nothing(CheckStage stage)
    {
        var tally = SampleSubjects.Tally(SampleSubjects.Id(1));
        await stage.Node.CommitAsync(SubjectChange.Of(before: null, tally)).ConfigureAwait(false);
        await stage.Node.CommitAsync(SubjectChange.Of(tally with { Version = 1 }, tally)).ConfigureAwait(false);

        await RefusedAsync(stage, SubjectChange.Of(tally with { Version = 1 }, tally with { DueAt = SampleTime.At(1) })).ConfigureAwait(false);
        await RefusedAsync(stage, SubjectChange.Remove(tally with { Version = 1 })).ConfigureAwait(false);
    }

    private static async Task Commit_of_a_new_subject_that_exists_is_refused_and_changes_nothing(CheckStage stage)
    {
        var tally = SampleSubjects.Tally(SampleSubjects.Id(1));
        await stage.Node.CommitAsync(SubjectChange.Of(before: null, tally)).ConfigureAwait(false);

        await RefusedAsync(stage, SubjectChange.Of(before: null, tally with { DueAt = SampleTime.At(1) })).ConfigureAwait(false);
    }

    private static Task Commit_of_a_change_to_an_unknown_subject_is_refused_and_changes_nothing(CheckStage stage)
    {
        var tally = SampleSubjects.Tally(SampleSubjects.Id(1)) with { Version = 1 };
        return RefusedAsync(stage, SubjectChange.Of(tally, tally));
    }

    private static async Task Commit_of_a_receipt_beside_one_that_counts_is_refused_and_changes_nothing(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        await stage.Node.CommitAsync(new StoreDecision { Changes = [incident.Noted()], Receipt = SampleSubjects.Receipt("R1") }).ConfigureAwait(false);
        incident = await stage.Node.FindAsync(incident.Id).ConfigureAwait(false);
        var before = await stage.Node.StateAsync(incident).ConfigureAwait(false);

        await stage.Expect.RefusedAsync(
            "the commit", "MMI3003", () => stage.Node.CommitAsync(new StoreDecision { Changes = [incident.Noted()], Receipt = SampleSubjects.Receipt("R1", second: 59, content: "b") })).ConfigureAwait(false);

        stage.Expect.Equal("what is kept", before, await stage.Node.StateAsync(incident).ConfigureAwait(false));
        stage.Expect.Equal("the receipt", SampleSubjects.Receipt("R1"), await stage.Node.ReceiptAsync("R1").ConfigureAwait(false));
    }

    private static async Task Commit_of_subjects_changes_none_when_an_incident_does_not_fit(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        await stage.Node.NoteAsync(incident).ConfigureAwait(false);
        var tally = SampleSubjects.Tally(incident.Id.Value);
        var decision = new StoreDecision
        {
            Changes = [incident.Noted()],
            Subjects = [SubjectChange.Of(before: null, tally)],
            Receipt = SampleSubjects.Receipt("R1"),
        };

        await stage.Expect.RefusedAsync("the commit", "MMI3003", () => stage.Node.CommitAsync(decision)).ConfigureAwait(false);

        stage.Expect.Equal("the subject", null, await stage.Node.LoadAsync(tally.Name).ConfigureAwait(false));
        stage.Expect.Equal("the receipt", null, await stage.Node.ReceiptAsync("R1").ConfigureAwait(false));
    }

    private static async Task RefusedAsync(CheckStage stage, SubjectChange change)
    {
        var incident = await stage.Node.DeclareAsync().ConfigureAwait(false);
        var before = await StateAsync().ConfigureAwait(false);
        var decision = new StoreDecision { Changes = [incident.Noted()], Rows = [SampleRows.Message(incident, "a")], Subjects = [change] };

        await stage.Expect.RefusedAsync("the commit", "MMI3003", () => stage.Node.CommitAsync(change)).ConfigureAwait(false);
        await stage.Expect.RefusedAsync("the commit of a subject that was not named", "MMI3003", () => stage.Node.CommitAsync(decision)).ConfigureAwait(false);

        stage.Expect.Equal("what is kept", before, await StateAsync().ConfigureAwait(false));

        async Task<string> StateAsync()
        {
            var subject = await stage.Node.LoadAsync(change.After.Name).ConfigureAwait(false);
            return $"{(subject is null ? "no subject" : SampleText.Of(subject))} {await stage.Node.StateAsync(incident).ConfigureAwait(false)}";
        }
    }
}
