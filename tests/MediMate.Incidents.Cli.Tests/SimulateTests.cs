using System.Text.Json;

namespace MediMate.Incidents.Cli.Tests;

/// <summary><c>simulate</c>: what it prints, and its exit codes.</summary>
public sealed class SimulateTests
{
    private static readonly string Playbook = Repository.PathOf("playbooks", "medimate.md");

    private static readonly string Script =
        Repository.PathOf("tests", "Scripts", "escalation", "p0-at-night-is-acknowledged-late-by-the-engineering-manager.json");

    [Fact]
    public async Task Script_that_holds_prints_its_lines_and_exits_with_0()
    {
        var run = await CommandRun.OfAsync("simulate", Playbook, "--script", Script);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(25, lines.Length);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        Assert.StartsWith("""{"at":"2026-03-02T03:00:00+08:00","event":"IncidentDeclared","incident":"a","seq":1,""", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain('\r', run.Output);
    }

    [Fact]
    public async Task Two_runs_print_the_same_bytes()
    {
        var first = await CommandRun.OfAsync("simulate", Playbook, "--script", Script, "--format", "jsonl");
        var second = await CommandRun.OfAsync("simulate", Playbook, "--script", Script);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Table_shows_time_event_incident_and_details()
    {
        var run = await CommandRun.OfAsync("simulate", Playbook, "--script", Script, "--format", "table");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("time +│ event +│ incident +│ details", run.Output);
        Assert.Matches(@"2026-03-02T03:12:30\+08:00 │ ClockMet +│ a +│ clock=response, instance=1, worked=PT12M30S, result=met", run.Output);
    }

    [Fact]
    public async Task Expectation_that_does_not_hold_is_listed_and_exits_with_1()
    {
        using var script = new TemporaryFile("script.json", """
            {
              "start": "2026-03-02T03:00:00+08:00",
              "people": [],
              "steps": [ { "at": "PT0S", "do": "signal", "as": "a", "summary": "UI glitch" } ],
              "expect": [ { "event": "IncidentDeclared", "level": "P0" }, { "event": "MessageSent" }, { "event": "IncidentDeclared" } ]
            }
            """);

        var run = await CommandRun.OfAsync("simulate", Playbook, "--script", script.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("IncidentDeclared", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{script.Path}: $.expect[0]: No line fits", run.Error, StringComparison.Ordinal);
        Assert.Contains("differs in level: P3, not P0", run.Error, StringComparison.Ordinal);
        Assert.Contains("$.expect[1]", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("$.expect[2]", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("an-unknown-event-with-count-zero.json", "$.expect[0].event")]
    [InlineData("an-empty-expect.json", "$.expect")]
    [InlineData("an-unknown-field.json", "$.steps[0].urgent")]
    public async Task Broken_script_exits_with_2_and_prints_no_line(string script, string path)
    {
        var run = await CommandRun.OfAsync("simulate", Playbook, "--script", Repository.PathOf("tests", "Scripts", "broken", script));

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.Contains($"{script}: error: {path}: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_refused_unexpectedly_exits_with_2()
    {
        using var script = new TemporaryFile("script.json", """
            {
              "start": "2026-03-02T03:00:00+08:00",
              "people": [ { "id": "ben" } ],
              "steps": [ { "at": "PT0S", "do": "declare", "by": "ben", "summary": "" } ],
              "expect": [ { "event": "CommandRefused" } ]
            }
            """);

        var run = await CommandRun.OfAsync("simulate", Playbook, "--script", script.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("CommandRefused", run.Output, StringComparison.Ordinal);
        Assert.Contains("$.steps[0]: declare was refused: MMI2002", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_of_playbook_and_script_are_all_printed()
    {
        using var playbook = new TemporaryFile("playbook.md", "# Empty\n");

        var run = await CommandRun.OfAsync("simulate", playbook.Path, "--script", Repository.PathOf("tests", "Scripts", "broken", "an-empty-expect.json"));

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.Contains("error MMI1", run.Error, StringComparison.Ordinal);
        Assert.Contains("$.expect", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_are_not_there_exit_with_2()
    {
        var run = await CommandRun.OfAsync("simulate", "no-such-playbook.md", "--script", "no-such-script.json");

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.Contains("no-such-playbook.md", run.Error, StringComparison.Ordinal);
        Assert.Contains("no-such-script.json", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PT10M", 0)]
    [InlineData("2026-03-02T03:10:00+08:00", 0)]
    [InlineData("PT9M59S", 1)]
    public async Task Until_includes_its_instant(string until, int exitCode)
    {
        using var script = new TemporaryFile("script.json", """
            {
              "start": "2026-03-02T03:00:00+08:00",
              "people": [
                { "id": "aisyah", "roles": ["On-call Engineer", "Engineering Manager"], "channels": ["sms"] },
                { "id": "chen", "roles": ["CTO"], "channels": ["sms"] }
              ],
              "steps": [ { "at": "PT0S", "do": "signal", "summary": "complete app down" } ],
              "expect": [ { "event": "MessageSent", "kind": "page", "to": "chen" } ]
            }
            """);

        Assert.Equal(exitCode, (await CommandRun.OfAsync("simulate", Playbook, "--script", script.Path, "--until", until)).ExitCode);
    }

    [Theory]
    [InlineData("simulate")]
    [InlineData("simulate", "playbook.md")]
    [InlineData("simulate", "playbook.md", "--script")]
    [InlineData("simulate", "playbook.md", "--script", "script.json", "--format", "xml")]
    [InlineData("simulate", "playbook.md", "--script", "script.json", "--loud")]
    [InlineData("dance")]
    [InlineData]
    public async Task Wrong_arguments_exit_with_2(params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("PT-1S")]
    [InlineData("2026-03-01T00:00:00+08:00")]
    public async Task End_that_cannot_be_exits_with_2(string until)
    {
        var run = await CommandRun.OfAsync("simulate", Playbook, "--script", Script, "--until", until);

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.Contains("--until", run.Error, StringComparison.Ordinal);
    }
}
