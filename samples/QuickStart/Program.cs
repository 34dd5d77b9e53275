using MediMate.Incidents;
using MediMate.Incidents.Samples;
using MediMate.Incidents.Testing;
using Spectre.Console;

// Everything below happens in virtual time: 28 hours pass in a moment, and no message leaves this process.
var story = await Story.ReadAsync(Path.Combine(AppContext.BaseDirectory, "incident.json"));
var playbook = PlaybookMarkdown.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "medimate.md")), "medimate.md");

await using var harness = new IncidentHarness(playbook, story.Configure);
var incident = await story.PlayAsync(harness);
var explanation = await harness.Incidents.ExplainAsync(incident.Id);

if (args is ["--timeline"])
{
    // For those who compare: the same lines as `medimate-incidents simulate`.
    foreach (var line in harness.Lines)
    {
        Console.WriteLine(line);
    }

    return;
}

// A pipe has no width of its own, and no reason to wrap lines.
AnsiConsole.Profile.Width = Console.IsOutputRedirected ? 240 : AnsiConsole.Profile.Width;
Report.Write(AnsiConsole.Console, playbook, harness, explanation!);
