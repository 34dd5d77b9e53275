namespace MediMate.Incidents.Tests.Documentation;

/// <summary>A feature has one name everywhere, and its page has the parts that every page has.</summary>
public sealed class FeaturePagesTests
{
    /// <summary>Folders of the engine that no page is about, and why.</summary>
    private static readonly Dictionary<string, string> FoldersWithoutPage = new(StringComparer.Ordinal)
    {
        ["Core"] = "how commands are decided: docs/README.md and docs/concepts.md tell it",
        ["DependencyInjection"] = "docs/start.md shows every form",
        ["Explanation"] = "asked through lifecycle and clocks, whose pages tell it",
        ["Hosting"] = "docs/start.md tells what a host does by itself",
    };

    public static TheoryData<string> EveryFeature => [.. Pages.Features];

    [Theory]
    [MemberData(nameof(EveryFeature))]
    public void Page_is_named_after_a_folder_of_the_source_and_one_of_the_tests(string feature)
    {
        Assert.Contains(Folders("src"), folder => string.Equals(folder, feature, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(Folders("tests"), folder => string.Equals(folder, feature, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Folder_of_the_engine_has_a_page_or_a_reason_to_have_none()
    {
        var folders = Directory.EnumerateDirectories(Repository.PathOf("src", "MediMate.Incidents")).Select(folder => Path.GetFileName(folder)!)
            .Where(folder => folder is not ("bin" or "obj"));

        Assert.Equal(
            FoldersWithoutPage.Keys.Order(StringComparer.Ordinal),
            folders.Where(folder => !Pages.Features.Contains(folder, StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(EveryFeature))]
    public void Page_shows_code_and_has_defaults_codes_and_mistakes(string feature)
    {
        var page = Pages.Feature(feature);

        Assert.Contains("<!-- snippet: ", page, StringComparison.Ordinal);
        Assert.Contains("\n## Defaults\n", page, StringComparison.Ordinal);
        Assert.Contains("\n## Events and codes\n", page, StringComparison.Ordinal);
        Assert.Matches("\n## Mistakes (that )?people make\n", page);
    }

    [Theory]
    [InlineData("signals")]
    [InlineData("lifecycle")]
    [InlineData("severity")]
    [InlineData("clocks")]
    [InlineData("escalation")]
    [InlineData("notifications")]
    public void Page_names_the_rule_of_each_script_once(string feature)
    {
        var table = Pages.Feature(feature).Split("\n## Rules and their scripts\n")[1].Split("\n## ")[0];
        var scripts = Directory.EnumerateFiles(Repository.PathOf("tests", "Scripts", feature), "*.json", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) != "bodies")
            .Select(path => Path.GetRelativePath(Repository.PathOf("tests", "Scripts"), path).Replace('\\', '/'));

        Assert.All(scripts, script => Assert.Equal(2, table.Split($"](../../tests/Scripts/{script})").Length));
    }

    [Fact]
    public void Refusals_failures_and_log_entries_stand_on_the_page_of_a_feature()
    {
        var pages = string.Concat(Pages.Features.Select(Pages.Feature));
        var codes = Directory.EnumerateFiles(Repository.PathOf("docs", "messages"), "MMI*.md").Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(code => code[3] is '2' or '3' or '4' or '6');

        Assert.All(codes, code => Assert.Contains($"[{code}](", pages, StringComparison.Ordinal));
    }

    [Fact]
    public void Events_stand_on_the_page_of_a_feature()
    {
        var pages = string.Concat(Pages.Features.Where(name => name != "scripts").Select(Pages.Feature));
        var events = typeof(IncidentEvent).Assembly.GetExportedTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(IncidentEvent)));

        Assert.All(events, type => Assert.Contains($"`{type.Name}`", pages, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Folders(string root) =>
        Directory.EnumerateDirectories(Repository.PathOf(root)).SelectMany(Directory.EnumerateDirectories).Select(folder => Path.GetFileName(folder)!);
}
