using System.Collections.Frozen;
using System.Text;

namespace MediMate.Incidents;

/// <summary>The values of an enumeration as attributes have them: lower case, words joined by an underscore. Made once.</summary>
internal static class EnumWords<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> Words = Enum.GetValues<T>().ToFrozenDictionary(value => value, value => Split(value.ToString()));

    public static string Of(T value) => Words.GetValueOrDefault(value, "other");

    private static string Split(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && words.Length > 0)
            {
                words.Append('_');
            }

            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }
}
