using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A playbook that cannot be run. Carries every error, not the first alone.</summary>
public sealed class PlaybookException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="PlaybookException"/> class.</summary>
    /// <param name="findings">All findings; the message lists those that are errors.</param>
    public PlaybookException(ImmutableArray<PlaybookFinding> findings)
        : base(Describe(findings))
    {
        Findings = findings;
    }

    /// <summary>Initializes a new instance of the <see cref="PlaybookException"/> class.</summary>
    public PlaybookException()
        : this([])
    {
    }

    /// <summary>Initializes a new instance of the <see cref="PlaybookException"/> class.</summary>
    /// <param name="message">What is wrong.</param>
    public PlaybookException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="PlaybookException"/> class.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public PlaybookException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets all findings, warnings included.</summary>
    public ImmutableArray<PlaybookFinding> Findings { get; } = [];

    private static string Describe(ImmutableArray<PlaybookFinding> findings)
    {
        var errors = findings.Where(finding => finding.Level == FindingLevel.Error).ToList();
        return $"The playbook cannot be run: {errors.Count} error(s).{string.Concat(errors.Select(error => Environment.NewLine + error))}";
    }
}
