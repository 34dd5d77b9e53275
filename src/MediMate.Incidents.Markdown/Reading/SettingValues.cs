using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;

namespace MediMate.Incidents.Reading;

/// <summary>The settings that the document gives, each said once.</summary>
internal sealed class SettingValues
{
    private readonly Dictionary<string, (string Text, Piece Piece)> _values = new(StringComparer.Ordinal);

    public void Set(ReadingContext context, string setting, string value, Piece piece)
    {
        if (!_values.TryAdd(setting, (value, piece)))
        {
            context.Report(MarkdownFindings.SaidTwice($"\"{setting}\"", value, _values[setting].Text), piece);
        }
    }

    public string? Find(string setting) => _values.TryGetValue(setting, out var value) ? value.Text : null;

    public Piece? PieceOf(string setting) => _values.TryGetValue(setting, out var value) ? value.Piece : null;
}
