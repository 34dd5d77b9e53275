using System.Buffers;
using System.Collections.Immutable;

namespace MediMate.Incidents.Documents;

/// <summary>A table with pipes.</summary>
/// <remarks>
/// Cut here and not by Markdig's extension, which fills ragged rows up in silence; a playbook's reader has to be told of them.
/// </remarks>
internal sealed record DocumentTable(TableRow Header, ImmutableArray<TableRow> Rows, int FirstLine, int LastLine)
{
    private static readonly SearchValues<char> DelimiterMarks = SearchValues.Create("|:- \t");

    /// <summary>Finds the table in the lines of a paragraph, if there is one.</summary>
    public static DocumentTable? Find(SourceText source, int firstLine, int lastLine)
    {
        for (var line = firstLine + 1; line <= lastLine; line++)
        {
            if (IsDelimiter(source.Line(line)) && source.Line(line - 1).IndexOf('|') >= 0)
            {
                var rows = Enumerable.Range(line + 1, lastLine - line).Select(row => TableRow.Parse(source.Line(row), row));
                return new DocumentTable(TableRow.Parse(source.Line(line - 1), line - 1), [.. rows], line - 1, lastLine);
            }
        }

        return null;
    }

    private static bool IsDelimiter(Piece line) =>
        line.Source.Contains('|', StringComparison.Ordinal)
        && line.Source.AsSpan().IndexOfAnyExcept(DelimiterMarks) < 0
        && TableRow.Parse(line, 0).Cells is { IsEmpty: false } cells
        && cells.All(cell => IsDashes(cell.Source));

    private static bool IsDashes(string cell)
    {
        var dashes = cell.AsSpan().TrimStart(':');
        dashes = dashes.TrimEnd(':');
        return !dashes.IsEmpty && dashes.Trim('-').IsEmpty && cell.Length - dashes.Length <= 2;
    }
}
