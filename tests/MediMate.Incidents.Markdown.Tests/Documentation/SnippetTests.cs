namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>Code in the documents stands in the tests or samples too, where it is compiled and run.</summary>
public sealed class SnippetTests
{
    /// <summary>Where code stands that is compiled and run.</summary>
    private static readonly string[] Folders = ["tests", "samples", "eng"];

    [Fact]
    public void Code_in_the_documents_is_the_code_that_is_compiled()
    {
        var compiled = Sources().SelectMany(Compiled).ToDictionary(StringComparer.Ordinal);
        var shown = Documents().SelectMany(Shown).ToList();

        Assert.NotEmpty(shown);
        Assert.All(shown, snippet => Assert.Equal(compiled.GetValueOrDefault(snippet.Name), snippet.Code));
    }

    [Fact]
    public void Every_piece_of_code_in_the_documents_is_a_snippet()
    {
        var loose = Documents().SelectMany(document => File.ReadAllLines(document)
            .Select((line, index) => (Line: line, Index: index, Lines: File.ReadAllLines(document)))
            .Where(entry => entry.Line.TrimStart().StartsWith("```csharp", StringComparison.Ordinal)
                && (entry.Index == 0 || !entry.Lines[entry.Index - 1].StartsWith("<!-- snippet: ", StringComparison.Ordinal)))
            .Select(entry => $"{document}({entry.Index + 1})"));

        Assert.Empty(loose);
    }

    [Fact]
    public async Task Readme_example_opens_acknowledges_and_resolves_an_incident()
    {
        var lines = await WrittenByAsync(ReadmeExample.RunAsync);

        Assert.Contains("INC-1 is P3: the summary says \"UI glitch\", an example of P3", lines);
        Assert.Contains("INC-1 is Closed", lines);
    }

    [Fact]
    public async Task First_program_prints_what_the_page_says()
    {
        var lines = await WrittenByAsync(StartPageExamples.RunAsync);

        Assert.All(StartPageTests.Block("text").TrimEnd().Split('\n'), expected => Assert.Contains(expected, lines));
    }

    [Fact]
    public void Policy_example_speaks_for_student_records_only()
    {
        var policy = new StudentRecordsPolicy();

        Assert.Equal("P0", policy.Assess(new SeverityContext { Summary = "Grades of class 4B visible to all", Levels = ["P0"] })?.Level);
        Assert.Null(policy.Assess(new SeverityContext { Summary = "UI glitch", Levels = ["P0"] }));
    }

    private static IEnumerable<string> Sources() => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories));

    /// <summary>Finds every page that people read, those of the packages too.</summary>
    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories).Append(Repository.PathOf("README.md"))
            .Concat(Directory.EnumerateDirectories(Repository.PathOf("src")).Select(package => Path.Combine(package, "README.md")));

    /// <summary>Catches what an example writes. The console belongs to the whole process: only this class may take it.</summary>
    private static async Task<string[]> WrittenByAsync(Func<Task> example)
    {
        var console = Console.Out;
        using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            await example();
        }
        finally
        {
            Console.SetOut(console);
        }

        return written.ToString().ReplaceLineEndings("\n").Split('\n');
    }

    private static IEnumerable<KeyValuePair<string, string>> Compiled(string file) => Between(file, "// snippet: ", "// end of snippet")
        .Select(found => KeyValuePair.Create(found.Name, found.Code));

    private static IEnumerable<(string Name, string Code)> Shown(string file) => Between(file, "<!-- snippet: ", "```")
        .Select(found => (found.Name.Replace(" -->", string.Empty, StringComparison.Ordinal), found.Code));

    private static IEnumerable<(string Name, string Code)> Between(string file, string begin, string end)
    {
        var lines = File.ReadAllLines(file);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart().StartsWith(begin, StringComparison.Ordinal))
            {
                var first = i + 1 + (lines[i + 1].StartsWith("```", StringComparison.Ordinal) ? 1 : 0);
                var last = Array.FindIndex(lines, first, line => line.TrimStart() == end);
                var indent = lines[first].Length - lines[first].TrimStart().Length;
                var code = lines[first..last].Select(line => line.Length > indent ? line[indent..] : line.TrimStart());
                yield return (lines[i].Trim()[begin.Length..], string.Join('\n', code));
            }
        }
    }
}
