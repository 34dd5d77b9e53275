namespace MediMate.Incidents;

/// <summary>Rows on their way into a table.</summary>
internal sealed class RowWrite(TableWrite write)
{
    public TableWrite Write { get; } = write;

    /// <summary>Gets the rows, each with a value for every column.</summary>
    public List<object?[]> Rows { get; } = [];

    /// <summary>Gets how many rows the statement returned.</summary>
    /// <value>Less than there are where it left some alone.</value>
    public int Returned { get; set; }

    public void Add(params object?[] values) => Rows.Add(values);
}
