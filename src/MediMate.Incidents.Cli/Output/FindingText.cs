using System.Globalization;
using System.Text;

namespace MediMate.Incidents.Cli;

/// <summary>Prints findings for people: a line each, and a line for each file.</summary>
internal static class FindingText
{
    public static string Write(IEnumerable<LintedFile> files)
    {
        var text = new StringBuilder();
        foreach (var file in files)
        {
            foreach (var finding in file.Findings)
            {
                text.Append(OneLine(finding)).Append('\n');
            }

            text.Append(WithoutControls(
                $"{file.Path}: {Number(file.Errors, "error")}, {Number(file.Warnings, "warning")}, {file.Information.ToString(CultureInfo.InvariantCulture)} information")).Append('\n');
        }

        return text.ToString();
    }

    public static string OneLine(PlaybookFinding finding) => WithoutControls(finding.ToString());

    // A playbook's own words stand in the message: they may break no line and give the terminal no commands.
    private static string WithoutControls(string text) => string.Create(text.Length, text, static (written, source) =>
    {
        for (var index = 0; index < source.Length; index++)
        {
            written[index] = char.IsControl(source[index]) ? ' ' : source[index];
        }
    });

    private static string Number(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? string.Empty : "s")}");
}
