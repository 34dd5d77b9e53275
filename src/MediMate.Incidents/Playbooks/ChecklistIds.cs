using System.Text;

namespace MediMate.Incidents;

/// <summary>Gives checklist items their ids: the words of the text joined by hyphens, made unique with a number.</summary>
internal static class ChecklistIds
{
    /// <summary>Gives each item of a playbook its id.</summary>
    /// <param name="items">The text of each, and the id where one is given.</param>
    public static IReadOnlyList<string> For(IReadOnlyCollection<(string Text, string? Id)> items)
    {
        var used = items.Select(item => item.Id).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var last = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return [.. items.Select(item => item.Id ?? Unique(Slug(item.Text), used, last))];
    }

    private static string Unique(string slug, HashSet<string> used, Dictionary<string, int> last)
    {
        if (used.Add(slug))
        {
            return slug;
        }

        // The last number of each slug is kept, so that a thousand equal items do not count from two a thousand times.
        var number = last.GetValueOrDefault(slug, 1);
        string unique;
        do
        {
            number++;
            unique = FormattableString.Invariant($"{slug}-{number}");
        }
        while (!used.Add(unique));
        last[slug] = number;
        return unique;
    }

    private static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().Trim('-') is { Length: > 0 } words ? words : "item";
    }
}
