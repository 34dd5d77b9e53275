using System.Text.RegularExpressions;

namespace MediMate.Incidents.Tests.Documentation;

/// <summary>Every link between pages leads somewhere.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> EveryPage => [.. Pages.All];

    [Theory]
    [MemberData(nameof(EveryPage))]
    public void Links_of_a_page_lead_to_files_and_headings_that_are_there(string page)
    {
        var broken = Pages.Prose(page).SelectMany(line => Link().Matches(Code().Replace(line, string.Empty)))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !Exists(page, target));

        Assert.Empty(broken);
    }

    [Fact]
    public void Guide_lists_every_page_that_belongs_to_it()
    {
        var guide = File.ReadAllText(Repository.PathOf("docs", "README.md"));
        var pages = Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md").Select(Path.GetFileName).Except(["README.md"])
            .Concat(Pages.Features.Select(name => $"features/{name}.md"));

        Assert.All(pages, page => Assert.Contains($"]({page})", guide, StringComparison.Ordinal));
    }

    private static bool Exists(string page, string target)
    {
        var parts = target.Split('#', 2);
        var file = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
        var path = Repository.PathOf(file);
        if (parts.Length == 1)
        {
            return File.Exists(path) || Directory.Exists(path);
        }

        return File.Exists(path) && Pages.Prose(file).Where(line => line.StartsWith('#')).Select(Anchor).Contains(parts[1]);
    }

    /// <summary>Makes the anchor of a heading as GitHub does: small letters, hyphens for blanks, no other marks.</summary>
    private static string Anchor(string heading) =>
        Marks().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Marks();
}
