using System.Globalization;
using System.Text;

namespace MediMate.Incidents.Writing;

/// <summary>Puts headings, lists and tables together, with a blank line between any two blocks.</summary>
internal sealed class DocumentWriter
{
    private readonly StringBuilder _text = new();

    public void Heading(int level, string written) => Block($"{new string('#', level)} {written}");

    public void Block(string written)
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }

        _text.Append(written).Append('\n');
    }

    public void Bullets(IEnumerable<string> written)
    {
        var lines = string.Join('\n', written.Select(item => $"- {item}"));
        if (lines.Length > 0)
        {
            Block(lines);
        }
    }

    public void Numbers(IEnumerable<string> written)
    {
        var lines = string.Join('\n', written.Select((item, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {item}")));
        if (lines.Length > 0)
        {
            Block(lines);
        }
    }

    public void Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.Select(Row).Prepend(Row([.. headers.Select(header => new string('-', Math.Max(3, header.Length)))])).Prepend(Row(headers));
        Block(string.Join('\n', lines));
    }

    public override string ToString() => _text.ToString();

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |";
}
