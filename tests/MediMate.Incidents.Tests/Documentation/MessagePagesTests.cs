using System.Text.RegularExpressions;

namespace MediMate.Incidents.Tests.Documentation;

public sealed partial class MessagePagesTests
{
    [Fact]
    public void Every_code_in_the_source_has_a_page_and_every_page_a_code()
    {
        var root = Repository.Root;
        var codes = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .SelectMany(file => Code().Matches(File.ReadAllText(file)))
            .Select(match => match.Value[1..^1])
            .Distinct()
            .Order(StringComparer.Ordinal);
        var pages = Directory.EnumerateFiles(Path.Combine(root, "docs", "messages"), "MMI*.md")
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal);

        Assert.Equal(pages, codes);
    }

    [GeneratedRegex("\"MMI[0-9]{4}[\":]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
