using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Subjects fall due like incidents, and among them.</summary>
internal static class SubjectDueChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Next_due_is_the_earliest_of_incidents_and_subjects),
        StoreCheck.Of(Claim_gives_incidents_and_subjects_alike_the_longest_overdue_first),
        StoreCheck.Of(Claim_gives_no_more_incidents_and_subjects_than_its_limit),
        StoreCheck.Of(Claim_keeps_a_subject_from_other_claims_and_counts_the_attempts),
        StoreCheck.Of(Commit_ends_the_claim_of_a_subject),
        StoreCheck.Of(Postponed_subject_is_left_until_its_instant),
    ];

    private static async Task Next_due_is_the_earliest_of_incidents_and_subjects(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"], SampleTime.At(30)).ConfigureAwait(false);
        var tally = SampleSubjects.Tally(SampleSubjects.Id(1), second: 20);
        await stage.Node.CommitAsync(SubjectChange.Of(before: null, tally)).ConfigureAwait(false);
        stage.Expect.Equal("what is due next", SampleTime.At(20), await stage.Node.NextDueAsync().ConfigureAwait(false));

        await stage.Node.CommitAsync(SubjectChange.Of(tally with { Version = 1 }, tally with { DueAt = SampleTime.At(40) })).ConfigureAwait(false);
        stage.Expect.Equal("what is due next", SampleTime.At(30), await stage.Node.NextDueAsync().ConfigureAwait(false));

        await stage.Node.CommitAsync(SubjectChange.Of(tally with { Version = 2 }, tally with { DueAt = SampleTime.At(5) })).ConfigureAwait(false);
        stage.Expect.Equal("what is due next", SampleTime.At(5), await stage.Node.NextDueAsync().ConfigureAwait(false));
    }

    private static async Task Claim_gives_incidents_and_subjects_alike_the_longest_overdue_first(CheckStage stage)
    {
        var expected = await PutAsync(stage).ConfigureAwait(false);

        var claimed = await stage.Node.ClaimAsync(second: 100).ConfigureAwait(false);

        stage.Expect.Sequence("what is claimed", expected, claimed.Select(NameOf));
    }

    private static async Task Claim_gives_no_more_incidents_and_subjects_than_its_limit(CheckStage stage)
    {
        var expected = await PutAsync(stage).ConfigureAwait(false);

        for (var i = 0; i < expected.Count; i += 2)
        {
            stage.Expect.Sequence($"what is claimed after {i} with a limit of 2", expected.Skip(i).Take(2), (await stage.Node.ClaimAsync(second: 100, limit: 2).ConfigureAwait(false)).Select(NameOf));
        }

        stage.Expect.Empty("what is claimed at last", await stage.Node.ClaimAsync(second: 100, limit: 2).ConfigureAwait(false));
    }

    private static async Task Claim_keeps_a_subject_from_other_claims_and_counts_the_attempts(CheckStage stage)
    {
        var tally = SampleSubjects.Tally(SampleSubjects.Id(1), second: 0);
        await stage.Node.CommitAsync(SubjectChange.Of(before: null, tally)).ConfigureAwait(false);
        await stage.Node.ClaimAsync(second: 5).ConfigureAwait(false);

        stage.Expect.Equal("what is due next", SampleTime.At(65), await stage.Node.NextDueAsync().ConfigureAwait(false));
        stage.Expect.Empty("what is claimed a second before the lease ends", await stage.Node.ClaimAsync(second: 64).ConfigureAwait(false));
        var again = (await stage.Node.ClaimAsync(second: 65).ConfigureAwait(false)).FirstOrDefault();
        stage.Expect.Equal("what is claimed when the lease ends", (tally.Kind, tally.Id, 2), (again?.Kind, again?.Id, again?.Attempts ?? 0));
        stage.Expect.Equal("the subject", SampleText.Of(tally with { Version = 1 }), SampleText.Of((await stage.Node.LoadAsync(tally.Name).ConfigureAwait(false))!));
    }

    private static async Task Commit_ends_the_claim_of_a_subject(CheckStage stage)
    {
        var tally = SampleSubjects.Tally(SampleSubjects.Id(1), second: 0);
        await stage.Node.CommitAsync(SubjectChange.Of(before: null, tally)).ConfigureAwait(false);
        await stage.Node.ClaimAsync(second: 5).ConfigureAwait(false);

        await stage.Node.CommitAsync(SubjectChange.Of(tally with { Version = 1 }, tally with { DueAt = SampleTime.At(10) })).ConfigureAwait(false);

        stage.Expect.Equal("what is due next", SampleTime.At(10), await stage.Node.NextDueAsync().ConfigureAwait(false));
        stage.Expect.Sequence("the attempts of what is claimed", [1], (await stage.Node.ClaimAsync(second: 10).ConfigureAwait(false)).Select(subject => subject.Attempts));
    }

    private static async Task Postponed_subject_is_left_until_its_instant(CheckStage stage)
    {
        var tally = SampleSubjects.Tally(SampleSubjects.Id(1), second: 0);
        await stage.Node.CommitAsync(SubjectChange.Of(before: null, tally)).ConfigureAwait(false);
        var claimed = (await stage.Node.ClaimAsync(second: 0).ConfigureAwait(false))[0];

        await stage.Node.PostponeAsync(claimed, SampleTime.At(200)).ConfigureAwait(false);
        stage.Expect.Equal("what is due next", SampleTime.At(200), await stage.Node.NextDueAsync().ConfigureAwait(false));
        stage.Expect.Empty("what is claimed a second before", await stage.Node.ClaimAsync(second: 199).ConfigureAwait(false));

        await stage.Node.CommitAsync(SubjectChange.Of(tally with { Version = 1 }, tally)).ConfigureAwait(false);
        await stage.Node.PostponeAsync(claimed, SampleTime.At(300)).ConfigureAwait(false);
        stage.Expect.Equal("what is due next when it moved on", SampleTime.At(0), await stage.Node.NextDueAsync().ConfigureAwait(false));
    }

    private static async Task<List<string>> PutAsync(CheckStage stage)
    {
        // At one instant incidents come first, and then subjects in the order in which they were put in.
        var expected = new List<(Instant DueAt, int Place, string Name)>();
        int[] seconds = [50, 10, 30, 10, 70];
        foreach (var (second, index) in seconds.Select((second, index) => (second, index)))
        {
            var tally = SampleSubjects.Tally(SampleSubjects.Id(9 - index), second);
            await stage.Node.CommitAsync(SubjectChange.Of(before: null, tally)).ConfigureAwait(false);
            expected.Add((SampleTime.At(second), 10 + index, $"SignalTally {tally.Id}"));
            var incident = await stage.Node.DeclareAsync([$"K{index}"], SampleTime.At(second - (index % 2))).ConfigureAwait(false);
            expected.Add((SampleTime.At(second - (index % 2)), index, $"Incident {incident.Id}"));
        }

        return [.. expected.OrderBy(due => due.DueAt).ThenBy(due => due.Place).Select(due => due.Name)];
    }

    private static string NameOf(DueSubject subject) => $"{subject.Kind} {subject.Id}";
}
