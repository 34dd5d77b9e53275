using System.Collections.Immutable;
using System.Text;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>The playbooks that a store keeps.</summary>
internal static class PlaybookChecks
{
    public static ImmutableArray<StoreCheck> All =>
    [
        StoreCheck.Of(Playbook_is_read_back_byte_for_byte),
        StoreCheck.Of(Playbook_that_is_kept_again_stays_as_it_was),
        StoreCheck.Of(Playbook_that_is_kept_many_times_at_once_is_kept),
        StoreCheck.Of(Unknown_playbook_is_nothing),
    ];

    private static async Task Playbook_is_read_back_byte_for_byte(CheckStage stage)
    {
        await SaveAsync(stage, SampleChanges.PlaybookHash, SampleText.Long).ConfigureAwait(false);
        await SaveAsync(stage, "2", "{}").ConfigureAwait(false);

        stage.Expect.Equal("the playbook", SampleText.Long, await ReadAsync(stage, SampleChanges.PlaybookHash).ConfigureAwait(false));
        stage.Expect.Equal("the second playbook", "{}", await ReadAsync(stage, "2").ConfigureAwait(false));
    }

    private static async Task Playbook_that_is_kept_again_stays_as_it_was(CheckStage stage)
    {
        await SaveAsync(stage, SampleChanges.PlaybookHash, "first").ConfigureAwait(false);
        await SaveAsync(stage, SampleChanges.PlaybookHash, "second").ConfigureAwait(false);

        stage.Expect.Equal("the playbook", "first", await ReadAsync(stage, SampleChanges.PlaybookHash).ConfigureAwait(false));
    }

    private static async Task Playbook_that_is_kept_many_times_at_once_is_kept(CheckStage stage)
    {
        await stage.InParallelAsync(16, _ => SaveAsync(stage, SampleChanges.PlaybookHash, "same")).ConfigureAwait(false);

        stage.Expect.Equal("the playbook", "same", await ReadAsync(stage, SampleChanges.PlaybookHash).ConfigureAwait(false));
    }

    private static async Task Unknown_playbook_is_nothing(CheckStage stage)
    {
        await SaveAsync(stage, SampleChanges.PlaybookHash, "first").ConfigureAwait(false);

        stage.Expect.Equal("the playbook of an unknown hash", null, await ReadAsync(stage, "unknown").ConfigureAwait(false));
    }

    private static async Task SaveAsync(CheckStage stage, string hash, string text) =>
        await stage.Node.Store.SavePlaybookAsync(hash, Encoding.UTF8.GetBytes(text), stage.CancellationToken).ConfigureAwait(false);

    private static async Task<string?> ReadAsync(CheckStage stage, string hash) =>
        await stage.Node.Store.ReadPlaybookAsync(hash, stage.CancellationToken).ConfigureAwait(false) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}
