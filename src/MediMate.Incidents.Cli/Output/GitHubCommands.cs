using System.Globalization;
using System.Text;

namespace MediMate.Incidents.Cli;

/// <summary>Prints findings as workflow commands: <c>::error file=…,line=…,col=…,title=…::message</c>.</summary>
internal static class GitHubCommands
{
    public static string Write(IEnumerable<LintedFile> files)
    {
        var text = new StringBuilder();
        foreach (var (file, finding) in files.SelectMany(file => file.Findings.Select(finding => (file, finding))))
        {
            var command = finding.Level switch { FindingLevel.Error => "error", FindingLevel.Warning => "warning", _ => "notice" };
            text.Append(
                CultureInfo.InvariantCulture,
                $"::{command} file={Property(file.Path)},line={finding.Line ?? 1},col={finding.Column ?? 1},title={Property(finding.Code)}::{Data($"{finding.Message} {finding.Remedy}")}\n");
        }

        return text.ToString();
    }

    // The percent sign first, or the others would be escaped twice.
    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    // In a property a colon or a comma would end it.
    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}
