using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What an incident is found by: the words of its summary and its labels, in the one form in which every store keeps them.</summary>
internal static class QueryTerms
{
    /// <summary>A storm of text must not become a storm of index rows.</summary>
    private const int MostWords = 64;

    private const int MostLabels = 64;
    private const int LongestWord = 64;
    private const int LongestLabel = 200;

    /// <summary>Takes the terms of an incident.</summary>
    public static IEnumerable<string> Of(Incident incident) =>
    [
        .. Words.Of(Beginning(incident.Summary)).Take(MostWords).Select(Word).Distinct(StringComparer.Ordinal),
        .. incident.Labels.Take(MostLabels).Select(OfLabel).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Takes the beginnings of words that a text asks for.</summary>
    /// <exception cref="ArgumentException">The text has no word.</exception>
    public static ImmutableArray<string> Asked(string text)
    {
        ImmutableArray<string> words = [.. Words.Of(Beginning(text)).Take(MostWords).Select(Word).Distinct(StringComparer.Ordinal)];
        return words.IsEmpty
            ? throw new ArgumentException($"The text \"{text}\" has no word to look for. Give letters or digits.", nameof(text))
            : words;
    }

    /// <summary>Takes the term of a label.</summary>
    public static string OfLabel(Label label) => "=" + Cut($"{label.Name}={label.Value}", LongestLabel);

    private static string Word(string word) => "w" + Cut(word, LongestWord);

    private static string Beginning(string text) => Cut(text, MostWords * (LongestWord + 1));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
