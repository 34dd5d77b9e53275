using System.CommandLine;

namespace MediMate.Incidents.Cli;

/// <summary>The playbook that a command works on.</summary>
internal static class PlaybookArgument
{
    public static Argument<string> Create() => new("PLAYBOOK") { Description = "The playbook, a Markdown file." };

    /// <summary>Reads the playbook, and prints its errors.</summary>
    /// <returns>The playbook, or <see langword="null"/> when it has errors.</returns>
    public static async Task<Playbook?> ReadAsync(string path, TextWriter error, CancellationToken cancellationToken)
    {
        var reading = await PlaybookMarkdown.ReadFileAsync(path, cancellationToken).ConfigureAwait(false);
        foreach (var finding in reading.Findings.Where(finding => finding.Level == FindingLevel.Error))
        {
            await error.WriteLineAsync(finding.ToString()).ConfigureAwait(false);
        }

        return reading.Playbook;
    }
}
