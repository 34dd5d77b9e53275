using System.Text.RegularExpressions;

namespace MediMate.Incidents.Cli.Tests.Documentation;

/// <summary>The commands that the pages show can be given as they stand there.</summary>
public sealed partial class DocumentedCommandTests
{
    private static readonly string[] Files =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories),
        .. Directory.EnumerateFiles(Repository.Root, "*.md"),
        .. Directory.EnumerateDirectories(Repository.PathOf("src")).Select(package => Path.Combine(package, "README.md")),
    ];

    public static TheoryData<string> Commands =>
        [.. Files.SelectMany(File.ReadLines).Select(line => Command().Match(line)).Where(match => match.Success).Select(match => match.Groups["arguments"].Value).Distinct()];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Command_of_a_page_is_understood(string arguments)
    {
        // A page names files that its reader has; here stand in those of the repository.
        var playbook = Repository.PathOf("playbooks", "medimate.md");
        var script = Repository.PathOf("tests", "Scripts", "lifecycle", "a-trivial-p3-is-over-with-one-call.json");
        using var sample = await SampleStore.CreateAsync();
        await CommandRun.OfAsync("export", "--sqlite", sample.Path, "--output", sample.In("incidents.jsonl.gz"));
        var given = Optional().Replace(arguments, string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(StandIn);

        var run = await CommandRun.OfAsync([.. given]);

        Assert.True(run.ExitCode != ExitCodes.Misuse, run.Error);

        string StandIn(string word) => Path.GetExtension(word) switch
        {
            ".md" => playbook,
            ".json" => script,
            ".db" or ".gz" or ".pem" => sample.In(word),
            _ => word is "FILE…" ? playbook : word,
        };
    }

    [Fact]
    public void Projects_that_a_page_runs_are_there() =>
        Assert.All(
            Files.SelectMany(File.ReadLines).SelectMany(line => Project().Matches(line)).Select(match => match.Groups["project"].Value),
            project => Assert.True(Directory.Exists(Repository.PathOf(project)), project));

    [GeneratedRegex(@"^\s*(- run: )?(dotnet )?medimate-incidents (?<arguments>[a-z-].*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Optional();

    [GeneratedRegex(@"--project (?<project>[\w./-]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Project();
}
