using System.Globalization;
using MediMate.Incidents.Documents;
using MediMate.Incidents.FileFindings;

namespace MediMate.Incidents.Reading;

/// <summary>Reads and writes the impact that speaks for a level: <c>1000 users, 50 %, data</c>.</summary>
internal static class ImpactText
{
    private const string Data = "data";
    private const string Users = "users";

    public static ImpactThreshold? Read(ReadingContext context, string level, Piece cell)
    {
        if (cell.IsBlank)
        {
            return null;
        }

        var threshold = new ImpactThreshold();
        foreach (var entry in ValueReader.Entries(cell))
        {
            var text = context.Text(entry);
            if (string.Equals(text, Data, StringComparison.OrdinalIgnoreCase))
            {
                threshold = threshold with { DataInvolved = true };
            }
            else if (text.EndsWith('%'))
            {
                threshold = threshold with { Share = ValueReader.Fraction(context, entry) };
            }
            else if (long.TryParse(WithoutUnit(text), NumberStyles.None, CultureInfo.InvariantCulture, out var users))
            {
                threshold = threshold with { Users = users };
            }
            else
            {
                context.Report(MarkdownFindings.UnknownWord($"The impact of \"{level}\"", text, "1000 users, 50 %, data"), entry);
            }
        }

        return threshold;
    }

    public static string Format(ImpactThreshold? threshold)
    {
        var parts = new List<string>();
        if (threshold?.Users is { } users)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{users} {Users}"));
        }

        if (threshold?.Share is { } share)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.############################} %"));
        }

        if (threshold is { DataInvolved: true })
        {
            parts.Add(Data);
        }

        return string.Join(", ", parts);
    }

    private static string WithoutUnit(string text) =>
        text.EndsWith(Users, StringComparison.OrdinalIgnoreCase) ? text[..^Users.Length].TrimEnd() : text;
}
