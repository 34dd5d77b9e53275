using Markdig.Syntax;

namespace MediMate.Incidents.Documents;

/// <summary>A block of the document and the lines that it takes, counted from zero, both included.</summary>
internal sealed class DocumentBlock(Block content, int firstLine, int lastLine)
{
    private DocumentTable? _table;
    private bool _isTableKnown;

    public Block Content { get; } = content;

    public int FirstLine { get; } = firstLine;

    public int LastLine { get; } = lastLine;

    /// <summary>Gets the table in the block, if it is one. Several readers ask.</summary>
    public DocumentTable? Table(SourceText source)
    {
        if (!_isTableKnown)
        {
            _table = Content is ParagraphBlock ? DocumentTable.Find(source, FirstLine, LastLine) : null;
            _isTableKnown = true;
        }

        return _table;
    }
}
