using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>When something is due next.</summary>
internal static class DueChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Next_due_is_the_earliest_of_all_incidents),
        StoreCheck.Of(Next_due_follows_each_commit),
        StoreCheck.Of(Next_due_is_kept_to_the_microsecond),
        StoreCheck.Of(Next_due_is_the_end_of_the_lease_once_claimed),
    ];

    private static async Task Next_due_is_the_earliest_of_all_incidents(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"], SampleTime.At(30)).ConfigureAwait(false);
        await stage.Node.DeclareAsync(["K2"], SampleTime.At(10)).ConfigureAwait(false);
        await stage.Node.DeclareAsync(["K3"], SampleTime.At(20)).ConfigureAwait(false);
        await stage.Node.DeclareAsync(["K4"]).ConfigureAwait(false);

        stage.Expect.Equal("what is due next", SampleTime.At(10), await stage.Node.NextDueAsync().ConfigureAwait(false));
    }

    private static async Task Next_due_follows_each_commit(CheckStage stage)
    {
        var incident = await stage.Node.DeclareAsync(["K1"], SampleTime.At(30)).ConfigureAwait(false);
        foreach (var due in (Instant?[])[SampleTime.At(10), SampleTime.At(50), SampleTime.At(10), null, SampleTime.At(-5)])
        {
            incident = await stage.Node.NoteAsync(incident, due).ConfigureAwait(false);
            stage.Expect.Equal("what is due next", due, await stage.Node.NextDueAsync().ConfigureAwait(false));
        }
    }

    private static async Task Next_due_is_kept_to_the_microsecond(CheckStage stage)
    {
        var late = await stage.Node.DeclareAsync(["K1"], SampleTime.Latest).ConfigureAwait(false);
        stage.Expect.Equal("a late instant", SampleTime.Latest, await stage.Node.NextDueAsync().ConfigureAwait(false));

        var fine = SampleTime.At(1) + Duration.FromNanoseconds(1000);
        await stage.Node.NoteAsync(late, fine).ConfigureAwait(false);
        stage.Expect.Equal("an instant with one microsecond", fine, await stage.Node.NextDueAsync().ConfigureAwait(false));
        stage.Expect.Empty("what can be claimed a microsecond before", await stage.Node.ClaimAsync(second: 1).ConfigureAwait(false));
    }

    private static async Task Next_due_is_the_end_of_the_lease_once_claimed(CheckStage stage)
    {
        await stage.Node.DeclareAsync(["K1"], SampleTime.At(0)).ConfigureAwait(false);
        await stage.Node.DeclareAsync(["K2"], SampleTime.At(90)).ConfigureAwait(false);

        await stage.Node.ClaimAsync(second: 5).ConfigureAwait(false);

        stage.Expect.Equal("what is due next", SampleTime.At(65), await stage.Node.NextDueAsync().ConfigureAwait(false));
    }
}
