using System.Collections.Immutable;

namespace MediMate.Incidents.Cli;

/// <summary>A file that was read, and what was found in it.</summary>
internal sealed record LintedFile(string Path, ImmutableArray<PlaybookFinding> Findings)
{
    public int Errors => Count(FindingLevel.Error);

    public int Warnings => Count(FindingLevel.Warning);

    public int Information => Count(FindingLevel.Info);

    private int Count(FindingLevel level) => Findings.Count(finding => finding.Level == level);
}
