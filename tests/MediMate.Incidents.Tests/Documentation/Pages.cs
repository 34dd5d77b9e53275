namespace MediMate.Incidents.Tests.Documentation;

/// <summary>The pages that people read.</summary>
internal static class Pages
{
    /// <summary>Gets the pages about features, by name.</summary>
    public static IEnumerable<string> Features =>
        Directory.EnumerateFiles(Repository.PathOf("docs", "features"), "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    /// <summary>Gets every page: the guide, those at the root, those of packages and benchmarks, by path from the root.</summary>
    public static IEnumerable<string> All =>
        Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
            .Concat(Directory.EnumerateFiles(Repository.PathOf("src"), "README.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.PathOf("benchmarks"), "README.md"))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));

    public static string Feature(string name) => File.ReadAllText(Repository.PathOf("docs", "features", name + ".md"));

    /// <summary>Reads a page without what stands in fenced blocks or behind four blanks: there it is code, whatever it looks like.</summary>
    public static IEnumerable<string> Prose(string page)
    {
        var isCode = false;
        foreach (var line in File.ReadLines(Repository.PathOf(page)))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                isCode = !isCode;
            }
            else if (!isCode && !line.StartsWith("    ", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }
}
