using System.Text.RegularExpressions;

namespace MediMate.Incidents.Tests.Shared;

/// <summary>
/// A specification that people read and tests run: Markdown, in which each heading <c>### 7. What holds</c> is an example, numbered from one
/// without a gap, with fenced blocks whose first word says what they are. Everything else is prose.
/// </summary>
internal sealed partial class SpecFile
{
    private SpecFile(IReadOnlyList<SpecBlock> prelude, IReadOnlyList<SpecExample> examples)
    {
        Prelude = prelude;
        Examples = examples;
    }

    /// <summary>Gets the blocks before the first example: what all examples share.</summary>
    public IReadOnlyList<SpecBlock> Prelude { get; }

    public IReadOnlyList<SpecExample> Examples { get; }

    /// <summary>Reads every specification of a test project.</summary>
    public static IReadOnlyList<SpecFile> ReadAll(string project, params string[] kinds)
    {
        var files = Directory.EnumerateFiles(Repository.PathOf("tests", project, "Specs"), "*.md").Order(StringComparer.Ordinal).ToList();
        return files.Count == 0
            ? throw new FormatException($"{project} has no specification.")
            : [.. files.Select(file => Parse(Path.GetFileName(file), File.ReadAllText(file), kinds))];
    }

    /// <exception cref="FormatException">There is no example, or one that a reader could not follow.</exception>
    public static SpecFile Parse(string name, string text, params string[] kinds)
    {
        var prelude = new List<SpecBlock>();
        var examples = new List<(string Title, List<SpecBlock> Blocks)>();
        var blocks = prelude;
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Numbered().Match(lines[i]) is { Success: true } heading)
            {
                Check(heading.Groups["number"].Value == FormattableString.Invariant($"{examples.Count + 1}"), i, $"the next example has the number {examples.Count + 1}");
                blocks = [];
                examples.Add((heading.Groups["title"].Value, blocks));
            }
            else if (Fence().Match(lines[i]) is { Success: true } fence)
            {
                var end = Array.FindIndex(lines, i + 1, line => line.TrimEnd() == fence.Groups["fence"].Value);
                Check(end > 0, i, "this fence is closed");
                var words = fence.Groups["info"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                Check(words.Length > 0 && kinds.Contains(words[0]), i, $"a block is one of: {string.Join(", ", kinds)}");
                blocks.Add(new SpecBlock(words[0], words[1..], string.Join('\n', lines[(i + 1)..end])));
                i = end;
            }
            else
            {
                Check(!lines[i].StartsWith("###", StringComparison.Ordinal), i, "an example has a heading such as \"### 1. What holds\"");
                blocks = lines[i].StartsWith('#') && examples.Count > 0 ? [] : blocks;
            }
        }

        Check(examples.Count > 0, 0, "there is an example");
        foreach (var (title, given) in examples)
        {
            Check(given.Count > 1, 0, $"each example has what is given and what comes of it, \"{title}\" too");
        }

        return new SpecFile(prelude, [.. examples.Select((example, index) => new SpecExample(name, index + 1, example.Title, example.Blocks))]);

        void Check(bool holds, int line, string rule)
        {
            if (!holds)
            {
                throw new FormatException(FormattableString.Invariant($"{name}, line {line + 1}: {rule}."));
            }
        }
    }

    [GeneratedRegex("^### (?<number>[0-9]+)[.] (?<title>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Numbered();

    [GeneratedRegex("^(?<fence>(`{3,}|~{3,}))(?<info>.*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Fence();
}
