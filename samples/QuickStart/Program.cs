using MediMate.Incidents;
using MediMate.Incidents.Samples;
using MediMate.Incidents.Testing;
using Spectre.Console;

// Everything below happens in virtual time: 28 hours pass in a moment, and no message leaves this process. The incidents stay, in a file by default.
if (Choice.Read(args, Console.Error) is not { } choice)
{
    return 2;
}

var story = await Story.ReadAsync(Path.Combine(AppContext.BaseDirectory, "incident.json"));
var playbook = PlaybookMarkdown.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "medimate.md")), "medimate.md");
var earlier = await choice.ReadEarlierAsync();
story.StartAfter(earlier.Select(kept => kept.UpdatedAt));

await using var harness = new IncidentHarness(playbook, options =>
{
    story.Configure(options);
    options.Configure = choice.Configure;
});
var incident = await story.PlayAsync(harness);
var explanation = await harness.Incidents.ExplainAsync(incident.Id);

if (choice.IsTimelineOnly)
{
    // For those who compare: the same lines as `medimate-incidents simulate`.
    foreach (var line in harness.Lines)
    {
        Console.WriteLine(line);
    }

    return 0;
}

// A pipe has no width of its own, and no reason to wrap lines.
AnsiConsole.Profile.Width = Console.IsOutputRedirected ? 240 : AnsiConsole.Profile.Width;
Report.Write(AnsiConsole.Console, playbook, harness, explanation!);
await Report.WriteStoreAsync(AnsiConsole.Console, choice, earlier);
return 0;
