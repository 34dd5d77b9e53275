using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;

namespace MediMate.Incidents.Reading;

/// <summary>Reads names with values: a table whose first two columns they are, or a list of <c>name: value</c>.</summary>
internal static class PairReader
{
    public static IEnumerable<(Piece Name, Piece Value)> Read(ReadingContext context, Section section, string table)
    {
        foreach (var found in context.Tables(section))
        {
            foreach (var pair in ReadTable(context, found, table))
            {
                yield return pair;
            }
        }

        foreach (var item in context.ListItems(section))
        {
            var colon = item.IndexOf(':');
            yield return colon < 0 ? (item, item.From(item.Source.Length)) : (item.Slice(0, colon), item.From(colon + 1));
        }
    }

    private static IEnumerable<(Piece Name, Piece Value)> ReadTable(ReadingContext context, DocumentTable table, string name)
    {
        var headers = table.Header.Cells;
        if (headers.Length < 2)
        {
            TableView.Open(context, table, name, [new Column("Value", IsNeeded: true)]);
            yield break;
        }

        // Any two headers will do here: what stands in the first column are the names.
        Column[] columns = [new(headers[0].Text, IsNeeded: true), new(headers[1].Text, IsNeeded: false)];
        if (TableView.Open(context, table, name, columns, takesOthers: headers.Length == 2) is not { } view)
        {
            yield break;
        }

        foreach (var line in view.Rows())
        {
            if (line[0].IsBlank)
            {
                context.Report(MarkdownFindings.BlankCell(name, headers[0].Text), line[0]);
            }
            else
            {
                yield return (line[0], line[1]);
            }
        }
    }
}
