using System.Collections.Immutable;

namespace MediMate.Incidents.Documents;

/// <summary>A row of a table.</summary>
internal sealed record TableRow(ImmutableArray<Piece> Cells, int Line, int Offset)
{
    /// <summary>Cuts a line at its pipes. <c>\|</c> is a pipe of the text.</summary>
    public static TableRow Parse(Piece line, int number)
    {
        var trimmed = line.Trim();
        var cells = ImmutableArray.CreateBuilder<Piece>();
        var start = trimmed.Source.StartsWith('|') ? 1 : 0;
        for (var index = start; index < trimmed.Source.Length; index++)
        {
            if (trimmed.Source[index] == '\\')
            {
                index++;
            }
            else if (trimmed.Source[index] == '|')
            {
                cells.Add(Cell(trimmed, start, index));
                start = index + 1;
            }
        }

        if (start < trimmed.Source.Length)
        {
            cells.Add(Cell(trimmed, start, trimmed.Source.Length));
        }

        return new TableRow(cells.ToImmutable(), number, trimmed.Offset);
    }

    // The backslash before a pipe belongs to the table and not to the text, so it goes first; "\\" is a pair of its own.
    private static Piece Cell(Piece line, int start, int end)
    {
        var cell = line.Slice(start, end);
        if (!cell.Source.Contains("\\|", StringComparison.Ordinal))
        {
            return cell;
        }

        var source = new System.Text.StringBuilder(cell.Source.Length);
        for (var index = 0; index < cell.Source.Length; index++)
        {
            var next = index + 1 < cell.Source.Length ? cell.Source[index + 1] : '\0';
            if (cell.Source[index] == '\\' && next != '\0')
            {
                source.Append(next == '|' ? "|" : cell.Source.AsSpan(index, 2));
                index++;
            }
            else
            {
                source.Append(cell.Source[index]);
            }
        }

        return cell with { Source = source.ToString() };
    }
}
