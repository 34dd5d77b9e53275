using System.Buffers;
using MediMate.Incidents.FileFindings;

namespace MediMate.Incidents.Documents;

/// <summary>What is refused before it is parsed, so that no document can hold the reader up for more than seconds.</summary>
/// <remarks>The figures are far above any playbook, and low enough for the parts of the parser that cost the square of their input.</remarks>
internal static class DocumentLimits
{
    public const int MaximumCharacters = 10_000_000;
    public const int MaximumLines = 50_000;
    public const int MaximumIndent = 200;

    private static readonly SearchValues<char> ListMarks = SearchValues.Create(" \t>-*+.)0123456789");

    public static (PlaybookFinding Finding, SourcePlace Place)? Check(string markdown)
    {
        if (string.IsNullOrWhiteSpace(markdown.Trim('\uFEFF')))
        {
            return (MarkdownFindings.Empty(), SourcePlace.Start);
        }

        if (markdown.Length > MaximumCharacters)
        {
            return (MarkdownFindings.TooLarge($"{markdown.Length} characters long", $"{MaximumCharacters} characters"), SourcePlace.Start);
        }

        return markdown.Contains('\0', StringComparison.Ordinal) ? (MarkdownFindings.NotText(), SourcePlace.Start) : null;
    }

    public static (PlaybookFinding Finding, SourcePlace Place)? Check(SourceText source)
    {
        if (source.LineCount > MaximumLines)
        {
            return (MarkdownFindings.TooLarge($"{source.LineCount} lines long", $"{MaximumLines} lines"), SourcePlace.Start);
        }

        for (var line = 0; line < source.LineCount; line++)
        {
            var rest = source.Structure.AsSpan(source.StartOf(line));
            var start = rest[..Math.Min(MaximumIndent, rest.Length)];
            if (start.Length == MaximumIndent && start.IndexOfAnyExcept(ListMarks) < 0 && start.ContainsAny(" \t>"))
            {
                return (MarkdownFindings.TooDeep(), new SourcePlace(line + 1, 1));
            }
        }

        return null;
    }
}
