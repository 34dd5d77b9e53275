namespace MediMate.Incidents.Lint;

/// <summary>Phrases of which it matters only whether a text has one.</summary>
internal sealed class PhraseSet
{
    private readonly PhraseTable<string> _phrases = new();

    public PhraseSet(IEnumerable<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            _phrases.Add(phrase, phrase);
        }
    }

    public bool IsIn(IReadOnlyList<string> words) => FirstIn(words) is not null;

    /// <summary>Finds the first phrase in a text, as the set has it.</summary>
    public string? FirstIn(IReadOnlyList<string> words) => _phrases.In(words).FirstOrDefault();
}
