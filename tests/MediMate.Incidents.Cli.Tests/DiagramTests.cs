namespace MediMate.Incidents.Cli.Tests;

/// <summary><c>diagram</c>, <c>--version</c> and <c>--help</c>.</summary>
public sealed class DiagramTests
{
    [Fact]
    public async Task Diagram_is_that_of_the_machine_that_runs()
    {
        var run = await CommandRun.OfAsync("diagram", Repository.PathOf("playbooks", "medimate.md"));

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith("stateDiagram-v2", run.Output, StringComparison.Ordinal);
        Assert.Contains("BeginContainment", run.Output, StringComparison.Ordinal);
        Assert.Contains("Classify severity", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diagram_of_a_playbook_with_errors_exits_with_2()
    {
        using var playbook = new TemporaryFile("playbook.md", "# Empty\n");

        var run = await CommandRun.OfAsync("diagram", playbook.Path);

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.Contains("error MMI1", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("--help")]
    [InlineData("simulate", "--help")]
    public async Task Questions_about_the_tool_exit_with_0(params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.NotEmpty(run.Output);
    }
}
