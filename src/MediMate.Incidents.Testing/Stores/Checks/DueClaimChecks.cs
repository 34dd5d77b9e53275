using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Claims of what is due, and what is put off.</summary>
internal static class DueClaimChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Claim_gives_the_longest_overdue_first),
        StoreCheck.Of(Claim_gives_no_more_than_its_limit),
        StoreCheck.Of(Claim_leaves_what_is_due_later),
        StoreCheck.Of(Claim_keeps_its_work_from_other_claims_until_the_lease_ends),
        StoreCheck.Of(Claim_counts_the_attempts),
        StoreCheck.Of(Commit_ends_the_claim_and_counts_attempts_anew),
        StoreCheck.Of(Commit_with_nothing_due_ends_the_claim_for_good),
        StoreCheck.Of(Postponed_work_is_left_until_its_instant),
        StoreCheck.Of(Postponing_what_moved_on_changes_nothing),
        StoreCheck.Of(Postponing_the_unknown_changes_nothing),
    ];

    private static async Task Claim_gives_the_longest_overdue_first(CheckStage stage)
    {
        var third = await stage.Node.DeclareAsync(["K1"], SampleTime.At(30)).ConfigureAwait(false);
        var first = await stage.Node.DeclareAsync(["K2"], SampleTime.At(10)).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K3"], SampleTime.At(20)).ConfigureAwait(false);

        await ExpectAsync(stage, "what is claimed", 60, (first, 1), (second, 1), (third, 1)).ConfigureAwait(false);
    }

    private static async Task Claim_gives_no_more_than_its_limit(CheckStage stage)
    {
        var third = await stage.Node.DeclareAsync(["K1"], SampleTime.At(30)).ConfigureAwait(false);
        var first = await stage.Node.DeclareAsync(["K2"], SampleTime.At(10)).ConfigureAwait(false);
        var second = await stage.Node.DeclareAsync(["K3"], SampleTime.At(20)).ConfigureAwait(false);

        stage.Expect.Sequence("what is claimed with a limit of 2", Names((first, 1), (second, 1)), (await stage.Node.ClaimAsync(60, limit: 2).ConfigureAwait(false)).Select(Name));
        stage.Expect.Sequence("what is claimed then", Names((third, 1)), (await stage.Node.ClaimAsync(60, limit: 2).ConfigureAwait(false)).Select(Name));
    }

    private static async Task Claim_leaves_what_is_due_later(CheckStage stage)
    {
        var now = await stage.Node.DeclareAsync(["K1"], SampleTime.At(10)).ConfigureAwait(false);
        var later = await stage.Node.DeclareAsync(["K2"], SampleTime.At(11)).ConfigureAwait(false);
        await stage.Node.DeclareAsync(["K3"]).ConfigureAwait(false);

        await ExpectAsync(stage, "what is claimed a second before", 9).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed at its instant", 10, (now, 1)).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed a second later", 11, (later, 1)).ConfigureAwait(false);
    }

    private static async Task Claim_keeps_its_work_from_other_claims_until_the_lease_ends(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(0)).ConfigureAwait(false);

        await ExpectAsync(stage, "what is claimed", 0, (incident, 1)).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed again at once", 0).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed a second before the lease ends", 59).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed when the lease ends", 60, (incident, 2)).ConfigureAwait(false);
    }

    private static async Task Claim_counts_the_attempts(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(0)).ConfigureAwait(false);

        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await ExpectAsync(stage, "what is claimed", 100 * attempt, (incident, attempt)).ConfigureAwait(false);
        }
    }

    private static async Task Commit_ends_the_claim_and_counts_attempts_anew(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(0)).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed", 0, (incident, 1)).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed when the lease ends", 60, (incident, 2)).ConfigureAwait(false);

        await stage.Node.NoteAsync(incident, SampleTime.At(0)).ConfigureAwait(false);

        await ExpectAsync(stage, "what is claimed after a commit, in the middle of the lease", 61, (incident, 1)).ConfigureAwait(false);
    }

    private static async Task Commit_with_nothing_due_ends_the_claim_for_good(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(0)).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed", 0, (incident, 1)).ConfigureAwait(false);

        await stage.Node.NoteAsync(incident).ConfigureAwait(false);

        stage.Expect.Equal("what is due next", null, await stage.Node.NextDueAsync().ConfigureAwait(false));
        await ExpectAsync(stage, "what is claimed when nothing is due", 1000).ConfigureAwait(false);
    }

    private static async Task Postponed_work_is_left_until_its_instant(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(0)).ConfigureAwait(false);
        var other = await stage.Node.DeclareAsync(["K2"], SampleTime.At(500)).ConfigureAwait(false);
        var claimed = await stage.Node.ClaimAsync(0).ConfigureAwait(false);
        stage.Expect.Sequence("what is claimed", Names((incident, 1)), claimed.Select(Name));

        await stage.Node.PostponeAsync(claimed[0], SampleTime.At(200)).ConfigureAwait(false);

        stage.Expect.Equal("what is due next", SampleTime.At(200), await stage.Node.NextDueAsync().ConfigureAwait(false));
        await ExpectAsync(stage, "what is claimed a second before its instant", 199).ConfigureAwait(false);
        await ExpectAsync(stage, "what is claimed at its instant", 200, (incident, 2)).ConfigureAwait(false);
        await ExpectAsync(stage, "what else is claimed when it is due", 500, (incident, 3), (other, 1)).ConfigureAwait(false);
    }

    private static async Task Postponing_what_moved_on_changes_nothing(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(0)).ConfigureAwait(false);
        var claimed = await stage.Node.ClaimAsync(0).ConfigureAwait(false);
        stage.Expect.Sequence("what is claimed", Names((incident, 1)), claimed.Select(Name));
        await stage.Node.NoteAsync(incident, SampleTime.At(30)).ConfigureAwait(false);

        await stage.Node.PostponeAsync(claimed[0], SampleTime.At(200)).ConfigureAwait(false);

        stage.Expect.Equal("what is due next", SampleTime.At(30), await stage.Node.NextDueAsync().ConfigureAwait(false));
        await ExpectAsync(stage, "what is claimed at the instant of the commit", 30, (incident, 1)).ConfigureAwait(false);
    }

    private static async Task Postponing_the_unknown_changes_nothing(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(0)).ConfigureAwait(false);

        await stage.Node.PostponeAsync(new DueSubject { Kind = SubjectKind.Incident, Id = Guid.Empty, Attempts = 1 }, SampleTime.At(200)).ConfigureAwait(false);

        await ExpectAsync(stage, "what is claimed", 0, (incident, 1)).ConfigureAwait(false);
    }

    private static async Task ExpectAsync(CheckStage stage, string subject, int second, params (Incident Incident, int Attempts)[] expected) =>
        stage.Expect.Sequence(subject, Names(expected), (await stage.Node.ClaimAsync(second).ConfigureAwait(false)).Select(Name));

    private static IEnumerable<string> Names(params (Incident Incident, int Attempts)[] expected) => expected.Select(
        claimed => Name(new DueSubject { Kind = SubjectKind.Incident, Id = claimed.Incident.Id.Value, Attempts = claimed.Attempts }));

    private static string Name(DueSubject subject) => $"{subject.Kind} {subject.Id} attempt {subject.Attempts}";
}
