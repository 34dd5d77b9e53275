using MediMate.Incidents.Documents;

namespace MediMate.Incidents.Reading;

/// <summary>A row of a table, asked by column.</summary>
internal sealed record TableLine(TableRow Row, IReadOnlyDictionary<string, int> Columns)
{
    /// <summary>Gets the cell; blank, at the row's place, where the table has no such column.</summary>
    public Piece this[string column] =>
        Columns.TryGetValue(column, out var index) ? Row.Cells[index] : new Piece(string.Empty, Row.Offset);

    public Piece this[int index] => Row.Cells[index];
}
