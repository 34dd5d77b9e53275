using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A statement that writes any number of rows into one table. The texts are made once for each dialect.</summary>
internal sealed class TableWrite(string table, string tail, params ImmutableArray<(string Name, ColumnKind Kind)> columns)
{
    public string Table { get; } = table;

    /// <summary>Gets what follows the values: what to do about rows that are there already, and what to return.</summary>
    public string Tail { get; } = tail;

    /// <summary>Gets a value indicating whether the statement returns the rows that it wrote.</summary>
    public bool Returns { get; } = tail.Contains("RETURNING", StringComparison.Ordinal);

    public ImmutableArray<(string Name, ColumnKind Kind)> Columns { get; } = columns;

    public string ColumnList { get; } = string.Join(", ", columns.Select(column => column.Name));
}
