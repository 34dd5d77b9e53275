namespace MediMate.Incidents.Documents;

/// <summary>The document's text, line by line.</summary>
/// <remarks>
/// <see cref="Structure"/> is what is parsed: word processors leave non-breaking spaces where Markdown wants plain ones. It has the same
/// offsets as <see cref="Original"/>, from which texts are taken that must stay as they are.
/// </remarks>
internal sealed class SourceText
{
    private const char ByteOrderMark = '\uFEFF';
    private const char NonBreakingSpace = '\u00A0';

    private readonly List<int> _lineStarts = [0];

    public SourceText(string markdown)
    {
        var text = markdown.Length > 0 && markdown[0] == ByteOrderMark ? markdown[1..] : markdown;
        Original = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        Structure = Original.Replace(NonBreakingSpace, ' ');
        for (var offset = Original.IndexOf('\n', StringComparison.Ordinal); offset >= 0; offset = Original.IndexOf('\n', offset + 1))
        {
            _lineStarts.Add(offset + 1);
        }
    }

    public string Original { get; }

    public string Structure { get; }

    public int LineCount => _lineStarts.Count;

    public int StartOf(int line) => _lineStarts[line];

    public Piece Line(int line) => new(Structure[StartOf(line)..EndOf(line)], StartOf(line));

    public string OriginalLine(int line) => Original[StartOf(line)..EndOf(line)];

    public bool IsBlank(int line) => Structure.AsSpan(StartOf(line), EndOf(line) - StartOf(line)).IsWhiteSpace();

    /// <summary>Finds the line, counted from zero, in which an offset lies.</summary>
    public int LineAt(int offset)
    {
        var found = _lineStarts.BinarySearch(offset);
        return found >= 0 ? found : ~found - 1;
    }

    public SourcePlace PlaceAt(int offset)
    {
        var line = LineAt(offset);
        return new SourcePlace(line + 1, offset - StartOf(line) + 1);
    }

    private int EndOf(int line) => line + 1 < LineCount ? _lineStarts[line + 1] - 1 : Original.Length;
}
