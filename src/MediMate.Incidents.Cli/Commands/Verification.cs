using System.Globalization;

namespace MediMate.Incidents.Cli;

/// <summary>Verifies a store, and prints what there is and the first fault.</summary>
internal sealed class Verification(TextWriter output, TextWriter error)
{
    public Task<int> RunAsync(StoreArgument argument, IReadOnlyList<string> keyFiles, CancellationToken cancellationToken) => StoreRun.RunAsync(
        async () =>
        {
            var keys = new List<CheckpointVerifier>();
            try
            {
                foreach (var file in keyFiles)
                {
                    keys.Add(CheckpointVerifier.FromPem(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false)));
                }

                var store = argument.OpenToRead();
                await using (store.ConfigureAwait(false))
                {
                    return await PrintAsync(await store.VerifyAsync([.. keys], known: null, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
                }
            }
            finally
            {
                keys.ForEach(key => key.Dispose());
            }
        },
        error);

    private async Task<int> PrintAsync(StoreVerification found)
    {
        await output.WriteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"incidents: {found.Incidents}\nevents: {found.Events}\ncheckpoints: {found.Checkpoints}\ntombstones: {found.Tombstones}\n"
            + $"without a signature: {found.Unsigned}\nerased personal values: {found.ErasedValues}\n")).ConfigureAwait(false);
        await output.WriteAsync(found.FirstFault is { } fault ? $"not sound: {fault.Message}\n" : "sound\n").ConfigureAwait(false);
        return found.IsSound ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
