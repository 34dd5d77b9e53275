using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A phrase that is looked for in texts, word by word and contiguous.</summary>
internal sealed class Phrase(string text)
{
    private readonly ImmutableArray<string> _words = Words.Of(text);

    public bool IsIn(ImmutableArray<string> words)
    {
        if (_words.IsEmpty)
        {
            return false;
        }

        for (var start = 0; start + _words.Length <= words.Length; start++)
        {
            var matched = 0;
            while (matched < _words.Length && Words.AreSame(_words[matched], words[start + matched]))
            {
                matched++;
            }

            if (matched == _words.Length)
            {
                return true;
            }
        }

        return false;
    }
}
