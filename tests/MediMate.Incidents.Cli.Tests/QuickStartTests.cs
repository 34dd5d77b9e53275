using MediMate.Incidents.Samples;
using MediMate.Incidents.Testing;

namespace MediMate.Incidents.Cli.Tests;

public sealed class QuickStartTests
{
    private static readonly string Sample = Repository.PathOf("samples", "QuickStart");
    private static readonly string PlaybookFile = Repository.PathOf("playbooks", "medimate.md");

    [Fact]
    public async Task Quick_start_tells_the_same_story_as_the_simulation_of_its_script()
    {
        var script = Path.Combine(Sample, "incident.json");
        var story = await Story.ReadAsync(script);
        await using var harness = new IncidentHarness(PlaybookMarkdown.Parse(await File.ReadAllTextAsync(PlaybookFile)), story.Configure);
        var incident = await story.PlayAsync(harness);

        var simulated = await CommandRun.OfAsync("simulate", PlaybookFile, "--script", script);

        Assert.Equal(0, simulated.ExitCode);
        Assert.Equal(IncidentPhase.Closed, incident.Phase);

        // The script has a name for its incident; the quick start knows it by its reference.
        var told = harness.Lines.Select(line => line.ToString().Replace("\"incident\":\"INC-1\"", "\"incident\":\"outage\"", StringComparison.Ordinal));
        Assert.Equal(simulated.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), told);
    }
}
