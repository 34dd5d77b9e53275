namespace MediMate.Incidents.Lint;

/// <summary>Finds phrases in texts, word by word, each with what it means. What it costs does not grow with the number of phrases.</summary>
internal sealed class PhraseTable<T>
{
    /// <summary>Of a longer phrase the beginning is enough.</summary>
    private const int LongestPhrase = 8;

    private readonly Node _root = new();

    public void Add(string phrase, T meaning)
    {
        var node = _root;
        foreach (var word in LintWords.Of(phrase).Take(LongestPhrase))
        {
            if (!node.Next.TryGetValue(word, out var next))
            {
                node.Next[word] = next = new Node();
            }

            node = next;
        }

        if (node != _root && !node.IsEnd)
        {
            node.IsEnd = true;
            node.Meaning = meaning;
        }
    }

    /// <summary>Finds what a text speaks of. Of phrases that begin at one word the longest counts, and its words are used up.</summary>
    public IEnumerable<T> In(IReadOnlyList<string> words)
    {
        for (var index = 0; index < words.Count;)
        {
            var (length, meaning) = Longest(words, index);
            if (length > 0)
            {
                yield return meaning!;
            }

            index += Math.Max(length, 1);
        }
    }

    private (int Length, T? Meaning) Longest(IReadOnlyList<string> words, int start)
    {
        var node = _root;
        (int Length, T? Meaning) found = (0, default);
        for (var index = start; index < words.Count && node.Next.TryGetValue(words[index], out var next); index++)
        {
            node = next;
            if (node.IsEnd)
            {
                found = (index - start + 1, node.Meaning);
            }
        }

        return found;
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Next { get; } = new(StringComparer.Ordinal);

        public bool IsEnd { get; set; }

        public T? Meaning { get; set; }
    }
}
