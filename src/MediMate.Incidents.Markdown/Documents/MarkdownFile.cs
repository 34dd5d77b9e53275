using Markdig;
using Markdig.Syntax;

namespace MediMate.Incidents.Documents;

/// <summary>A document cut into sections. It knows which lines a reader has taken; what nobody takes is kept as a note.</summary>
internal sealed class MarkdownFile
{
    private static readonly MarkdownPipeline Pipeline = BuildPipeline();

    private readonly bool[] _taken;

    public MarkdownFile(SourceText source)
    {
        Source = source;
        _taken = new bool[source.LineCount];
        Sections = Cut();
    }

    public SourceText Source { get; }

    /// <summary>Gets the sections in the order of the document; the first is what stands before any heading.</summary>
    public IReadOnlyList<Section> Sections { get; }

    public void Take(int firstLine, int lastLine) => Array.Fill(_taken, true, firstLine, lastLine - firstLine + 1);

    public bool IsTaken(int line) => _taken[line];

    public DocumentTable? TableIn(DocumentBlock block) => block.Table(Source);

    private static MarkdownPipeline BuildPipeline()
    {
        // Blocks only: texts are read piece by piece, so that no line can cost more than its own length allows.
        var builder = new MarkdownPipelineBuilder();
        builder.InlineParsers.Clear();
        return builder.Build();
    }

    private List<Section> Cut()
    {
        var section = new Section(heading: null, parent: null, firstLine: 0);
        var sections = new List<Section> { section };
        foreach (var content in Markdown.Parse(Source.Structure, Pipeline))
        {
            if (content is LinkReferenceDefinitionGroup)
            {
                continue;
            }

            var block = new DocumentBlock(content, Source.LineAt(content.Span.Start), Source.LineAt(Math.Max(content.Span.End, 0)));
            if (content is HeadingBlock heading)
            {
                section.LastLine = block.FirstLine - 1;
                var parent = section;
                while (parent.Level >= heading.Level)
                {
                    parent = parent.Parent!;
                }

                section = new Section(HeadingOf(heading, block), parent, block.LastLine + 1);
                sections.Add(section);
                Take(block.FirstLine, block.LastLine);
            }
            else
            {
                section.Blocks.Add(block);
            }
        }

        section.LastLine = Source.LineCount - 1;
        return sections;
    }

    private Heading HeadingOf(HeadingBlock heading, DocumentBlock block)
    {
        if (heading.IsSetext)
        {
            var lines = Enumerable.Range(block.FirstLine, block.LastLine - block.FirstLine).Select(Source.Line).ToList();
            return new Heading(new Piece(string.Join(' ', lines.Select(line => line.Source.Trim())), lines[0].Trim().Offset), heading.Level);
        }

        var written = Source.Line(block.FirstLine).Trim();
        return new Heading(WithoutClosing(written.From(heading.Level)), heading.Level);
    }

    private static Piece WithoutClosing(Piece text)
    {
        var end = text.Source.AsSpan().TrimEnd('#');
        return end.IsEmpty || end[^1] is ' ' or '\t' ? text.Slice(0, end.Length) : text;
    }
}
