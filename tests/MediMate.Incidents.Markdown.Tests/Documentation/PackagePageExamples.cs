using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>The code of the package's page, compiled.</summary>
internal static class PackagePageExamples
{
    public static void Use(IServiceCollection services)
    {
        // snippet: markdown-use
        services.AddIncidentResponse(incidents => incidents.UsePlaybook("playbook.md"));
        // end of snippet
    }

    public static async Task ReadAsync(CancellationToken cancellationToken)
    {
        // snippet: markdown-findings
        PlaybookReading reading = await PlaybookMarkdown.ReadFileAsync("playbook.md", cancellationToken);
        foreach (PlaybookFinding finding in reading.Findings)
        {
            Console.WriteLine(finding);
        }
        // end of snippet
    }
}
