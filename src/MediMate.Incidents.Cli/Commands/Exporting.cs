using NodaTime;
using NodaTime.Text;

namespace MediMate.Incidents.Cli;

/// <summary>Exports a store into a file, or to standard output.</summary>
internal sealed class Exporting(TextWriter output, TextWriter error)
{
    public Task<int> RunAsync(StoreArgument argument, string? to, string? endedBefore, CancellationToken cancellationToken) => StoreRun.RunAsync(
        async () =>
        {
            Instant? before = null;
            if (endedBefore is not null)
            {
                if (!InstantPattern.ExtendedIso.Parse(endedBefore).TryGetValue(default, out var instant))
                {
                    await error.WriteLineAsync($"--ended-before: \"{endedBefore}\" is no instant. Write for instance 2026-01-01T00:00:00Z.").ConfigureAwait(false);
                    return ExitCodes.Misuse;
                }

                before = instant;
            }

            var store = argument.OpenToRead();
            await using (store.ConfigureAwait(false))
            {
                var isFile = to is not (null or "-");
                var selection = new ExportSelection { EndedBefore = before, Compress = isFile && to!.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) };
                var counts = isFile
                    ? await WriteFileAsync(store, to!, selection, cancellationToken).ConfigureAwait(false)
                    : await WriteOutputAsync(store, selection, cancellationToken).ConfigureAwait(false);

                // Standard output may be the archive itself.
                await (isFile ? output : error).WriteAsync(CountsText.Of(counts)).ConfigureAwait(false);
                return ExitCodes.Ok;
            }
        },
        error);

    /// <summary>Writes beside the file and then renames: what bears the name is whole.</summary>
    private static async Task<ArchiveCounts> WriteFileAsync(RelationalIncidentStore store, string path, ExportSelection selection, CancellationToken cancellationToken)
    {
        var unfinished = $"{path}.unfinished";
        try
        {
            ArchiveCounts counts;
            var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None);
            await using (file.ConfigureAwait(false))
            {
                counts = await store.ExportAsync(file, selection, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
            return counts;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private async Task<ArchiveCounts> WriteOutputAsync(RelationalIncidentStore store, ExportSelection selection, CancellationToken cancellationToken)
    {
        var stream = new WriterStream(output);
        await using (stream.ConfigureAwait(false))
        {
            return await store.ExportAsync(stream, selection, cancellationToken).ConfigureAwait(false);
        }
    }
}
