using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>
/// Lists what a document says, in its order. Apart from the reader of playbooks on purpose: what that reader does not understand is an item too.
/// </summary>
internal sealed class DocumentItems
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    private readonly string _source;
    private readonly HeadingPath _headings = new();
    private readonly List<DocumentItem> _items = [];

    private DocumentItems(string source) => _source = source;

    public static IReadOnlyList<DocumentItem> Of(string markdown)
    {
        var items = new DocumentItems(markdown.ReplaceLineEndings("\n"));
        items.Read(Markdig.Markdown.Parse(items._source, Pipeline));
        return items._items;
    }

    /// <summary>Cuts a block out of the source, its lines without what surrounds them.</summary>
    public static string SourceOf(string source, MarkdownObject block) =>
        string.Join('\n', source.Substring(block.Span.Start, block.Span.Length).Split('\n').Select(line => line.Trim()));

    /// <summary>Gets what the cells of a row say. A bar that belongs to the text stands there without its backslash.</summary>
    public static IEnumerable<string> CellsOf(string source, TableRow row) => row.OfType<TableCell>()
        .Select(cell => cell.Count > 0 ? SourceOf(source, cell[0]).Replace("\\|", "|", StringComparison.Ordinal) : string.Empty);

    private void Read(ContainerBlock container)
    {
        foreach (var block in container)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    Add(heading, _headings.Enter(heading, _source));
                    break;
                case Table table:
                    foreach (var row in table.OfType<TableRow>().Where(row => !row.IsHeader))
                    {
                        Add(row, string.Join(" | ", CellsOf(_source, row).Where(text => text.Length > 0)));
                    }

                    break;
                case ListBlock or ListItemBlock:
                    Read((ContainerBlock)block);
                    break;
                case HtmlBlock { Type: HtmlBlockType.Comment } or ThematicBreakBlock or LinkReferenceDefinitionGroup:
                    break;
                default:
                    Add(block, SourceOf(_source, block));
                    break;
            }
        }
    }

    private void Add(Block block, string text) =>
        _items.Add(new DocumentItem(_headings.From(0), text, block.Line + 1));
}
