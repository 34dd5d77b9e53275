using MediMate.Incidents.Documents;

namespace MediMate.Incidents.FileFindings;

/// <summary>Finds the part that a finding of the model speaks of, by its words: <c>ladder "P0"</c>.</summary>
internal sealed class LocatedWords
{
    private readonly Dictionary<string, SourcePlace> _places = new(StringComparer.OrdinalIgnoreCase);

    // The words under the last name in quotation marks that they hold, so that many findings need not be compared with many words.
    private readonly Dictionary<string, HashSet<string>> _words = new(StringComparer.OrdinalIgnoreCase);

    public LocatedWords(IEnumerable<(string Words, SourcePlace Place)> places)
    {
        foreach (var (words, place) in places)
        {
            _places[words] = place;
            var name = NamesIn(words).LastOrDefault(string.Empty);
            if (!_words.TryGetValue(name, out var known))
            {
                _words[name] = known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            }

            known.Add(words);
        }
    }

    /// <summary>Gets the place of the longest words that a message holds, else the start of the document.</summary>
    public SourcePlace PlaceOf(string message)
    {
        var words = NamesIn(message).Append(string.Empty)
            .SelectMany(name => _words.TryGetValue(name, out var known) ? known : [])
            .Where(words => message.Contains(words, StringComparison.OrdinalIgnoreCase))
            .MaxBy(words => words.Length);
        return words is null ? SourcePlace.Start : _places[words];
    }

    private static IEnumerable<string> NamesIn(string text) => text.Split('"').Where((_, index) => index % 2 == 1);
}
