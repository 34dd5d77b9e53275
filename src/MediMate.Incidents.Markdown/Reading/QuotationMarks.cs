namespace MediMate.Incidents.Reading;

/// <summary>The quotation marks around a template's text.</summary>
internal static class QuotationMarks
{
    // Opening marks, each with the marks that close it.
    private static readonly (char Opening, string Closing)[] Pairs =
    [
        ('"', "\""), ('\'', "'"), ('“', "”\""), ('‘', "’"), ('„', "“”"), ('«', "»"), ('»', "«"), ('”', "”"),
    ];

    public static bool Opens(string line) => Pairs.Any(pair => line.TrimStart().StartsWith(pair.Opening));

    public static string Strip(string text) => TryStrip(text, out var inner) ? inner : text;

    public static bool TryStrip(string text, out string inner)
    {
        inner = text;
        if (text.Length < 2 || !Pairs.Any(pair => pair.Opening == text[0] && pair.Closing.Contains(text[^1], StringComparison.Ordinal)))
        {
            return false;
        }

        inner = text[1..^1];
        return true;
    }
}
