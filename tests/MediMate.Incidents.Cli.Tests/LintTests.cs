using System.Text;
using System.Text.Json;

namespace MediMate.Incidents.Cli.Tests;

/// <summary><c>lint</c>: what it prints in each format, and its exit codes.</summary>
public sealed class LintTests
{
    private const string Broken = "# Test\n\n## Severity\n| Level | Response Time |\n|---|---|\n| P0 | 15 minuts |\n| P0 | -15 minutes |\n\n## Training\n- Regular drills, 100 %\n";

    private const string Sound = "# Test\n\n## Settings\n- Default level: P0\n\n## Team\n- CTO\n\n## Severity\n| Level | Response Time |\n|---|---|\n| P0 | 15 min |\n\n## Escalation\n| Level | After | Who |\n|---|---|---|\n| P0 | 0 | CTO |\n";

    private static readonly string Given = Repository.PathOf("tests", "MediMate.Incidents.Markdown.Tests", "Documents", "as-given.md");

    [Fact]
    public async Task The_given_document_has_warnings_at_their_lines_and_exits_with_0()
    {
        var run = await CommandRun.OfAsync("lint", Given);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(
            [
                "(8,5): warning MMI1126", "(8,5): warning MMI1127", "(12,76): info MMI1131", "(26,3): warning MMI1133", "(27,3): warning MMI1133", "(28,3): warning MMI1133",
                "(29,3): warning MMI1133", "(30,3): warning MMI1133", "(31,3): warning MMI1133", "(103,3): warning MMI1132", "(129,3): warning MMI1134", "(133,3): warning MMI1134",
                "(139,3): warning MMI1134", "(140,3): warning MMI1134", "(148,22): warning MMI1124", "(149,24): warning MMI1124", "(150,8): warning MMI1124",
                "(151,18): warning MMI1124", "(155,3): warning MMI1134",
            ],
            lines[..^1].Select(line => line[Given.Length..].Split(": ") is [var place, var code, ..] ? $"{place}: {code}" : line));
        Assert.All(lines[..^1], line => Assert.StartsWith(Given, line, StringComparison.Ordinal));
        Assert.Equal($"{Given}: 0 errors, 18 warnings, 1 information", lines[^1]);
        Assert.DoesNotContain('\r', run.Output);
    }

    [Fact]
    public async Task MediMates_playbook_has_no_error_and_no_warning()
    {
        var path = Repository.PathOf("playbooks", "medimate.md");

        var run = await CommandRun.OfAsync("lint", path);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.EndsWith($"{path}: 0 errors, 0 warnings, 1 information\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_error_of_a_file_is_printed_and_exits_with_1()
    {
        using var file = new TemporaryFile("broken.md", Broken);

        var run = await CommandRun.OfAsync("lint", file.Path);

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains($"{file.Path}(6,8): error MMI1112: The response time of \"P0\" is \"15 minuts\": the unit \"minuts\" is not known. Write", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{file.Path}(7,3): error MMI1002: ", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{file.Path}(7,8): error MMI1112: The response time of \"P0\" is \"-15 minutes\": a time cannot be negative.", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{file.Path}: 3 errors, 3 warnings, 0 information\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_every_finding_with_all_that_is_known_of_it()
    {
        using var broken = new TemporaryFile("broken.md", Broken);
        using var sound = new TemporaryFile("sound.md", Sound);

        var run = await CommandRun.OfAsync("lint", broken.Path, sound.Path, "--format", "json");

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Error));
        Assert.DoesNotContain('\r', run.Output);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(["files", "findings"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            [$"{broken.Path} 3 3 0", $"{sound.Path} 0 0 0"],
            json.RootElement.GetProperty("files").EnumerateArray().Select(file => string.Join(' ', file.EnumerateObject().Select(property => property.Value.ToString()))));
        var findings = json.RootElement.GetProperty("findings").EnumerateArray().ToList();
        Assert.Equal(6, findings.Count);
        Assert.All(findings, finding => Assert.Equal(["code", "level", "file", "line", "column", "message", "remedy"], finding.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(
            ["MMI1112", "error", broken.Path, "6", "8", "The response time of \"P0\" is \"15 minuts\": the unit \"minuts\" is not known.", "Write for instance \"15 minutes\", \"1 h 30 min\", \"2 days\" or \"PT15M\"."],
            findings[2].EnumerateObject().Select(property => property.Value.ToString()));
    }

    [Fact]
    public async Task Github_has_a_command_for_each_finding_with_its_escapes()
    {
        using var file = new TemporaryFile("50%, a,b:c.md", Broken);
        var path = file.Path.Replace("%", "%25", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal);

        var run = await CommandRun.OfAsync("lint", file.Path, "--format", "github");

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains($"::error file={path},line=7,col=3,title=MMI1002::There are two entries for the severity level \"P0\". Keep one", run.Output, StringComparison.Ordinal);
        Assert.Contains($"::warning file={path},line=10,col=3,title=MMI1134::The duty \"Regular drills, 100 %25\" says \"regular\" but not how often. ", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.TrimEnd('\n').Split('\n'), line => Assert.StartsWith("::", line, StringComparison.Ordinal));
        Assert.Contains("::notice file=", (await CommandRun.OfAsync("lint", Given, "--format", "github")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("github")]
    public async Task A_line_break_or_an_escape_in_a_name_breaks_no_line(string format)
    {
        using var file = new TemporaryFile("playbook.md", $"{Sound}\n## Templates\n### A\u001b[31m\n\"[a\nb]\"\n");

        var run = await CommandRun.OfAsync("lint", file.Path, "--format", format);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("[a b]", run.Output, StringComparison.Ordinal);
        Assert.Equal(format == "github" ? 1 : 2, run.Output.Count(letter => letter == '\n'));
        Assert.Equal(format == "github", run.Output.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_without_findings_are_summed_up_and_exit_with_0()
    {
        using var file = new TemporaryFile("sound.md", Sound);

        Assert.Equal(new CommandRun(0, $"{file.Path}: 0 errors, 0 warnings, 0 information\n", string.Empty), await CommandRun.OfAsync("lint", file.Path));
        Assert.Equal(new CommandRun(0, string.Empty, string.Empty), await CommandRun.OfAsync("lint", file.Path, "--format", "github"));
    }

    [Theory]
    [InlineData("MMI1103", new byte[0])]
    [InlineData("MMI1102", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00 })]
    public async Task A_file_that_is_no_playbook_is_a_finding(string code, byte[] bytes)
    {
        using var file = new TemporaryFile("playbook.md", string.Empty);
        await File.WriteAllBytesAsync(file.Path, bytes);

        var run = await CommandRun.OfAsync("lint", file.Path);

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith($"{file.Path}(1,1): error {code}: ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith(": 1 error, 0 warnings, 0 information\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", 10_000_001)]
    [InlineData("[", 9_999_000)]
    [InlineData("[", 1_000_000)]
    [InlineData("|", 9_999_000)]
    [InlineData("- ", 9_999_000)]
    [InlineData("- regular\n", 9_999_000)]
    [InlineData("## a\n- regular\n", 700_000)]
    public async Task A_huge_file_is_answered_with_findings(string part, int length)
    {
        using var file = new TemporaryFile("huge.md", new StringBuilder(length).Insert(0, part, length / part.Length).ToString());

        var run = await CommandRun.OfAsync("lint", file.Path);

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Error));
        Assert.Matches(": error MMI11(04|05|06|07)", run.Output);
    }

    [Fact]
    public async Task A_file_that_is_not_there_exits_with_2_after_the_others_were_checked()
    {
        using var file = new TemporaryFile("broken.md", Broken);

        var run = await CommandRun.OfAsync("lint", "no-such.md", file.Path, Path.GetTempPath());

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no-such.md(1,1): error MMI1101: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("It is a directory.", run.Error, StringComparison.Ordinal);
        Assert.Contains($"{file.Path}: 3 errors, ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("no-such", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lint")]
    [InlineData("lint", "--format", "json")]
    [InlineData("lint", "playbook.md", "--format", "xml")]
    [InlineData("lint", "playbook.md", "--format")]
    [InlineData("lint", "playbook.md", "--loud")]
    [InlineData("lint", "no-such-playbook.md")]
    public async Task Wrong_arguments_exit_with_2(params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.NotEmpty(run.Error);
    }
}
