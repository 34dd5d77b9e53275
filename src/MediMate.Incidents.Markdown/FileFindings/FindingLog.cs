using System.Collections.Immutable;
using MediMate.Incidents.Documents;

namespace MediMate.Incidents.FileFindings;

/// <summary>Gathers findings with their places, and knows where the parts of the playbook stand.</summary>
internal sealed class FindingLog(string? file)
{
    public const int Maximum = 1_000;

    private readonly List<PlaybookFinding> _findings = [];
    private readonly List<(string Words, SourcePlace Place)> _places = [];

    /// <summary>Gets a value indicating whether something could not be read, so that names may be missing that the file does have.</summary>
    public bool HasGaps { get; private set; }

    public void MarkGap() => HasGaps = true;

    public void Add(PlaybookFinding finding, SourcePlace? place = null) =>
        _findings.Add(finding with { File = file, Line = place?.Line, Column = place?.Column });

    /// <summary>Remembers where a part stands, by the words with which a finding speaks of it: <c>ladder "P0"</c>.</summary>
    public void Locate(string words, SourcePlace place) => _places.Add((words, place));

    /// <summary>Adds the findings of the model, each at the place of the part that it speaks of.</summary>
    public void AddLocated(IEnumerable<PlaybookFinding> findings)
    {
        // Most playbooks are in order: nothing is prepared before there is something to find.
        LocatedWords? located = null;
        foreach (var finding in findings)
        {
            located ??= new LocatedWords(_places);
            Add(finding, located.PlaceOf(finding.Message));
        }
    }

    public ImmutableArray<PlaybookFinding> ToImmutable()
    {
        var sorted = InOrder(_findings).ToList();
        if (sorted.Count <= Maximum)
        {
            return [.. sorted];
        }

        // Errors stay before warnings. Where there are only warnings, no number of them stops the playbook.
        var kept = InOrder(sorted.OrderByDescending(finding => finding.Level).Take(Maximum));
        var last = sorted[Maximum];
        var tooMany = MarkdownFindings.TooMany(Maximum, sorted.Max(finding => finding.Level)) with { File = file, Line = last.Line, Column = last.Column };
        return [.. kept, tooMany];
    }

    private static IOrderedEnumerable<PlaybookFinding> InOrder(IEnumerable<PlaybookFinding> findings) =>
        findings.OrderBy(finding => finding.Line).ThenBy(finding => finding.Column);
}
