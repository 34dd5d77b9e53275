using System.Collections.Immutable;
using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;
using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Reading;

/// <summary>A table whose columns were recognised by their headers.</summary>
internal sealed class TableView
{
    private readonly ReadingContext _context;
    private readonly DocumentTable _table;
    private readonly string _name;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    private TableView(ReadingContext context, DocumentTable table, string name)
    {
        _context = context;
        _table = table;
        _name = name;
    }

    /// <summary>Gets the columns that are none of the expected ones.</summary>
    public ImmutableArray<int> Others { get; private set; } = [];

    public Piece Header(int column) => _table.Header.Cells[column];

    /// <summary>Recognises the columns.</summary>
    /// <returns>The table, or <see langword="null"/> when it lacks a column; that is reported.</returns>
    public static TableView? Open(ReadingContext context, DocumentTable table, string name, IReadOnlyList<Column> columns, bool takesOthers = false)
    {
        var view = new TableView(context, table, name);
        view.Recognise(columns);
        var missing = columns.Where(column => column.IsNeeded && !view._columns.ContainsKey(column.Name)).ToList();
        foreach (var column in missing)
        {
            var found = string.Join(", ", table.Header.Cells.Select(cell => cell.Text));
            context.Report(MarkdownFindings.MissingColumn(name, column.Name, found), new Piece(string.Empty, table.Header.Offset));
        }

        if (!takesOthers)
        {
            foreach (var index in view.Others)
            {
                var known = string.Join(", ", columns.Select(column => column.Name));
                context.Report(MarkdownFindings.UnknownColumn(name, view.Header(index).Text, known), view.Header(index));
            }
        }

        // A table with a column that nobody reads stays a note as well, so that nothing of the file is lost.
        if (takesOthers || view.Others.IsEmpty)
        {
            context.Document.Take(table.FirstLine, table.LastLine);
        }

        if (missing.Count > 0)
        {
            context.Log.MarkGap();
            return null;
        }

        return view;
    }

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Reads the rows that have as many cells as the header; the others are reported.</summary>
    public IEnumerable<TableLine> Rows()
    {
        foreach (var row in _table.Rows)
        {
            if (row.Cells.Length != _table.Header.Cells.Length)
            {
                _context.Report(
                    MarkdownFindings.RaggedRow(_name, row.Cells.Length, _table.Header.Cells.Length), new Piece(string.Empty, row.Offset));
                _context.Log.MarkGap();
            }
            else if (row.Cells.Any(cell => !cell.IsBlank))
            {
                yield return new TableLine(row, _columns);
            }
        }
    }

    /// <summary>Reads a cell that must not be blank.</summary>
    public string? Needed(TableLine line, string column)
    {
        if (!line[column].IsBlank)
        {
            return _context.Text(line[column]);
        }

        _context.Report(MarkdownFindings.BlankCell(_name, column), line[column]);
        _context.Log.MarkGap();
        return null;
    }

    private void Recognise(IReadOnlyList<Column> columns)
    {
        var others = ImmutableArray.CreateBuilder<int>();
        for (var index = 0; index < _table.Header.Cells.Length; index++)
        {
            var words = HeadingWords.Of(_table.Header.Cells[index].Text);
            var column = columns.FirstOrDefault(column => column.IsNamed(words));
            if (column is null || !_columns.TryAdd(column.Name, index))
            {
                others.Add(index);
            }
        }

        Others = others.ToImmutable();
    }
}
