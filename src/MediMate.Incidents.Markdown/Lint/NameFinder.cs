using MediMate.Incidents.Sections;

namespace MediMate.Incidents.Lint;

/// <summary>Finds the name that somebody probably meant: with a letter wrong, a word cut short ("contact info") or an article in front.</summary>
internal sealed class NameFinder(IEnumerable<string> names)
{
    private const int LongestHeading = 60;
    private const int ShortestAbbreviation = 4;

    private static readonly HashSet<string> Articles = new(StringComparer.Ordinal) { "THE", "OUR", "YOUR", "MY", "A", "AN" };

    // Of names that differ in number alone the first is shown.
    private readonly (string Written, string Compared, string[] Words)[] _names =
        [.. names.DistinctBy(HeadingWords.Of).Select(name => (name, HeadingWords.Of(name), HeadingWords.Of(name).Split(' ')))];

    /// <summary>Finds the nearest name to a heading that is none.</summary>
    public string? Nearest(string heading)
    {
        var compared = HeadingWords.Of(heading);
        if (compared.Length is 0 or > LongestHeading)
        {
            return null;
        }

        var words = compared.Split(' ').SkipWhile(Articles.Contains).ToArray();
        var near = _names.Where(name => Fits(words, name.Words)).ToList();
        return near.Count == 0 ? null : near.MinBy(name => EditDistance.Between(compared, name.Compared)).Written;
    }

    private static bool Fits(string[] words, string[] name) => words.Length == name.Length
        ? words.Zip(name).All(pair => IsNear(pair.First, pair.Second) || (name.Length > 1 && IsAbbreviation(pair.First, pair.Second)))
        : Math.Abs(words.Length - name.Length) == 1 && IsNear(string.Concat(words), string.Concat(name));

    private static bool IsAbbreviation(string word, string name) =>
        word.Length >= ShortestAbbreviation && name.StartsWith(word, StringComparison.Ordinal);

    // Short words are near to too many others, and few people get the first letter wrong.
    private static bool IsNear(string word, string name)
    {
        var allowed = name.Length switch { < 5 => 0, < 9 => 1, _ => 2 };
        return word == name
            || (Math.Abs(word.Length - name.Length) <= allowed && word.Length > 0 && word[0] == name[0] && EditDistance.Between(word, name) <= allowed);
    }
}
