using MediMate.Incidents.Samples;
using MediMate.Incidents.Testing;
using Spectre.Console;

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

    [Fact]
    public async Task Quick_start_shows_the_incident_of_the_run_before()
    {
        using var folder = new TemporaryFolder();
        var choice = Choice.Read(["--database", Path.Combine(folder.Path, "quickstart.db")], TextWriter.Null)!;

        var first = await RunAsync(choice);
        var second = await RunAsync(choice);

        Assert.Contains("From earlier runs: nothing", first, StringComparison.Ordinal);
        Assert.Contains("INC-1 P0 Closed", second, StringComparison.Ordinal);
        Assert.Contains("Verified: 2 incident(s)", second, StringComparison.Ordinal);
        Assert.EndsWith("all sound.", second.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--store", "paper")]
    [InlineData("--store", "postgres")]
    [InlineData("--database")]
    public void Quick_start_says_what_is_wrong_with_its_arguments(params string[] arguments)
    {
        using var error = new StringWriter();

        Assert.Null(Choice.Read(arguments, error));
        Assert.Contains("--store", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(Choice choice)
    {
        var story = await Story.ReadAsync(Path.Combine(Sample, "incident.json"));
        var earlier = await choice.ReadEarlierAsync();
        story.StartAfter(earlier.Select(kept => kept.UpdatedAt));
        await using (var harness = new IncidentHarness(PlaybookMarkdown.Parse(await File.ReadAllTextAsync(PlaybookFile)), options =>
        {
            story.Configure(options);
            options.Configure = choice.Configure;
        }))
        {
            await story.PlayAsync(harness);
        }

        using var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = 240;
        await Report.WriteStoreAsync(console, choice, earlier);
        return written.ToString();
    }
}
