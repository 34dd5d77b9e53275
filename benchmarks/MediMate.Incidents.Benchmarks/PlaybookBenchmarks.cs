using BenchmarkDotNet.Attributes;
using Markdig;
using Markdig.Syntax;

namespace MediMate.Incidents.Benchmarks;

/// <summary>Reading, checking and compiling MediMate's playbook, against Markdig's parse of the same text.</summary>
[MemoryDiagnoser]
public class PlaybookBenchmarks
{
    private readonly string _text = ReadText();
    private readonly MarkdownPipeline _withTables = new MarkdownPipelineBuilder().UsePipeTables().Build();

    [Benchmark(Baseline = true)]
    public MarkdownDocument MarkdigParse() => Markdig.Markdown.Parse(_text);

    /// <summary>The tables of the playbook are paragraphs to the baseline.</summary>
    [Benchmark]
    public MarkdownDocument MarkdigParseWithTables() => Markdig.Markdown.Parse(_text, _withTables);

    [Benchmark]
    public PlaybookReading Read() => PlaybookMarkdown.Read(_text);

    [Benchmark]
    public object ReadAndCompile() => CompiledPlaybook.Compile(PlaybookMarkdown.Parse(_text));

    private static string ReadText()
    {
        using var stream = typeof(PlaybookBenchmarks).Assembly.GetManifestResourceStream("medimate.md")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
