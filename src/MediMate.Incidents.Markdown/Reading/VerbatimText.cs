using Markdig.Syntax;
using MediMate.Incidents.Documents;

namespace MediMate.Incidents.Reading;

/// <summary>Takes texts from the document as they stand, line breaks and all: Markdown's own reading of a paragraph would join its lines.</summary>
internal static class VerbatimText
{
    public static string OfFence(SourceText source, FencedCodeBlock fenced, DocumentBlock block)
    {
        // An unclosed fence runs to the end of the document and has no last line to leave out.
        var isClosed = block.LastLine > block.FirstLine && fenced.ClosingFencedCharCount > 0;
        var count = block.LastLine - block.FirstLine - (isClosed ? 1 : 0);
        var lines = Enumerable.Range(block.FirstLine + 1, count).Select(line => WithoutIndent(source.OriginalLine(line), fenced.Column));
        return string.Join('\n', lines);
    }

    public static string OfQuote(SourceText source, DocumentBlock block) =>
        string.Join('\n', Enumerable.Range(block.FirstLine, block.LastLine - block.FirstLine + 1).Select(line => WithoutMark(source.OriginalLine(line)))).Trim();

    public static string OfLines(SourceText source, int firstLine, int lastLine) =>
        string.Join('\n', Enumerable.Range(firstLine, lastLine - firstLine + 1).Select(source.OriginalLine));

    private static string WithoutIndent(string line, int indent)
    {
        var start = 0;
        while (start < indent && start < line.Length && line[start] == ' ')
        {
            start++;
        }

        return line[start..];
    }

    private static string WithoutMark(string line)
    {
        var text = line.TrimStart();
        return text.StartsWith('>') ? text[1..].Trim() : text.TrimEnd();
    }
}
