using System.Collections.Immutable;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>Many commands at once on one subject, or under one idempotency key.</summary>
internal static class SubjectRaceChecks
{
    private const int Calls = 64;

    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Commands_that_race_on_one_subject_all_land),
        StoreCheck.Of(Commands_that_race_on_subjects_in_any_order_all_land),
        StoreCheck.Of(Commands_that_race_under_one_idempotency_key_are_accepted_once),
    ];

    /// <summary>Lets commands race on one subject, which the first of them puts in, over one or more nodes.</summary>
    public static async Task RaceOnOneSubjectAsync(CheckStage stage, params StoreNode[] nodes)
    {
        var tally = SampleSubjects.Tally(SampleSubjects.Id(1));
        await stage.InParallelAsync(Calls, index => nodes[index % nodes.Length].DecideAsync(
            index % 3 == 0 ? new StoreRequest { WithOpen = tally.Kind } : new StoreRequest { Subjects = [tally.Name] },
            loaded => new StoreDecision { Subjects = [loaded.Counted(tally.Id)] })).ConfigureAwait(false);

        var kept = (SignalTally?)await nodes[0].LoadAsync(tally.Name).ConfigureAwait(false);
        stage.Expect.Equal("the version and the count of the subject", ((long)Calls, (long)Calls), (kept?.Version ?? 0, kept?.Counts[0].Pending ?? 0));
    }

    /// <summary>Lets the same command be given many times under one key, over one or more nodes.</summary>
    public static async Task RaceUnderOneKeyAsync(CheckStage stage, params StoreNode[] nodes)
    {
        var committed = new bool[Calls];
        await stage.InParallelAsync(Calls, async index => committed[index] = await nodes[index % nodes.Length].DecideAsync(
            new StoreRequest { Receipt = "R1" },
            loaded => loaded.Receipt is null
                ? new StoreDecision { Changes = [SampleChanges.Declared(loaded.NextNumber)], Receipt = SampleSubjects.Receipt("R1") }
                : StoreDecision.None).ConfigureAwait(false)).ConfigureAwait(false);

        stage.Expect.Equal("how many commands were committed", 1, committed.Count(isCommitted => isCommitted));
    }

    private static Task Commands_that_race_on_one_subject_all_land(CheckStage stage) => RaceOnOneSubjectAsync(stage, stage.Node);

    private static Task Commands_that_race_under_one_idempotency_key_are_accepted_once(CheckStage stage) => RaceUnderOneKeyAsync(stage, stage.Node);

    private static async Task Commands_that_race_on_subjects_in_any_order_all_land(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"]).ConfigureAwait(false);
        var (first, second) = (SampleSubjects.Tally(SampleSubjects.Id(1)), SampleSubjects.Tally(SampleSubjects.Id(2)));
        await stage.InParallelAsync(Calls, index => stage.Node.DecideAsync(
            new StoreRequest
            {
                Id = index % 4 == 0 ? incident.Id : null,
                Key = index % 4 == 1 ? "K1" : null,
                Subjects = index % 2 == 0 ? [first.Name, second.Name] : [second.Name, first.Name],
            },
            loaded => new StoreDecision
            {
                Changes = loaded.Incident is { } held ? [held.Noted()] : [],
                Subjects = index % 2 == 0 ? [loaded.Counted(first.Id), loaded.Counted(second.Id)] : [loaded.Counted(second.Id), loaded.Counted(first.Id)],
            })).ConfigureAwait(false);

        foreach (var tally in (SignalTally[])[first, second])
        {
            stage.Expect.Equal("the count of a subject", (long)Calls, ((SignalTally?)await stage.Node.LoadAsync(tally.Name).ConfigureAwait(false))?.Counts[0].Pending ?? 0);
        }

        stage.Expect.Equal("the version of the incident", 1L + (Calls / 2), (await stage.Node.FindAsync(incident.Id).ConfigureAwait(false)).Version);
    }
}
