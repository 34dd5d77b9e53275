namespace MediMate.Incidents.Cli;

/// <summary>Imports an archive into a store.</summary>
internal sealed class Importing(TextWriter output, TextWriter error)
{
    public Task<int> RunAsync(StoreArgument argument, string path, CancellationToken cancellationToken) => StoreRun.RunAsync(
        async () =>
        {
            // Before the store: where there is no archive, no file is made either.
            var file = File.OpenRead(path);
            await using (file.ConfigureAwait(false))
            {
                var store = argument.OpenToWrite();
                await using (store.ConfigureAwait(false))
                {
                    await output.WriteAsync(CountsText.Of(await store.ImportAsync(file, cancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
                    return ExitCodes.Ok;
                }
            }
        },
        error);
}
