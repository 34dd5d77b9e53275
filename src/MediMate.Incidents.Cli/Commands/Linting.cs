namespace MediMate.Incidents.Cli;

/// <summary>Reads every playbook, prints what was found, and then says how it went.</summary>
internal sealed class Linting(TextWriter output, TextWriter error)
{
    /// <summary>The finding of a file that is not there or that this process may not read: a mistake of the call and not of a playbook.</summary>
    private const string Unreadable = "MMI1101";

    public async Task<int> RunAsync(IEnumerable<string> paths, LintFormat format, CancellationToken cancellationToken)
    {
        var linted = new List<LintedFile>();
        var isMisuse = false;
        foreach (var path in paths)
        {
            var reading = await PlaybookMarkdown.ReadFileAsync(path, cancellationToken).ConfigureAwait(false);
            if (reading.Findings is [{ Code: Unreadable } unreadable])
            {
                isMisuse = true;
                await error.WriteAsync($"{FindingText.OneLine(unreadable)}\n").ConfigureAwait(false);
            }
            else
            {
                linted.Add(new LintedFile(path, reading.Findings));
            }
        }

        await output.WriteAsync(Print(linted, format)).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return isMisuse ? ExitCodes.Misuse
            : linted.Exists(file => file.Errors > 0) ? ExitCodes.Failed
            : ExitCodes.Ok;
    }

    private static string Print(IReadOnlyList<LintedFile> files, LintFormat format) => format switch
    {
        LintFormat.Json => FindingJson.Write(files),
        LintFormat.Github => GitHubCommands.Write(files),
        _ => FindingText.Write(files),
    };
}
