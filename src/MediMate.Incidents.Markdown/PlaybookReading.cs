using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What came of reading a playbook from Markdown.</summary>
/// <remarks>Immutable and safe for any number of threads.</remarks>
public sealed record PlaybookReading
{
    /// <summary>Gets the playbook.</summary>
    /// <value><see langword="null"/> when any finding is an error.</value>
    public Playbook? Playbook { get; init; }

    /// <summary>Gets everything that was found, in the order of the document.</summary>
    /// <value>Errors, warnings and information, each with line and column; both counted from one.</value>
    public required ImmutableArray<PlaybookFinding> Findings { get; init; }

    /// <summary>Gets a value indicating whether the playbook cannot be run.</summary>
    public bool HasErrors => Findings.Any(finding => finding.Level == FindingLevel.Error);
}
