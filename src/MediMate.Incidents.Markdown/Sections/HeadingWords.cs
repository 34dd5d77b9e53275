using System.Text;

namespace MediMate.Incidents.Sections;

/// <summary>Compares names by their words: without case, punctuation and plural.</summary>
internal static class HeadingWords
{
    public static string Of(string text)
    {
        var spaced = new StringBuilder(text.Length);
        foreach (var letter in text.Replace("&", " and ", StringComparison.Ordinal))
        {
            spaced.Append(char.IsLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : ' ');
        }

        return string.Join(' ', spaced.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Singular));
    }

    public static bool Same(string one, string other) => Of(one) == Of(other);

    private static string Singular(string word) =>
        word.Length > 3 && word.EndsWith('S') && !word.EndsWith("SS", StringComparison.Ordinal) && !word.EndsWith("IS", StringComparison.Ordinal)
            ? word[..^1]
            : word;
}
