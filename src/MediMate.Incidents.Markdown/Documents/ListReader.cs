using Markdig.Syntax;

namespace MediMate.Incidents.Documents;

/// <summary>Reads the entries of a list. An entry under an entry is an entry of its own, right behind it.</summary>
internal static class ListReader
{
    public static IEnumerable<Piece> Read(MarkdownFile document, ListBlock list)
    {
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (ReadItem(document, item) is { Source.Length: > 0 } text)
            {
                yield return text;
            }

            foreach (var child in item)
            {
                if (child is not ListBlock nested)
                {
                    continue;
                }

                // Markdig bounds the depth, so this recursion is bounded too.
                foreach (var entry in Read(document, nested))
                {
                    yield return entry;
                }
            }
        }
    }

    private static Piece ReadItem(MarkdownFile document, ListItemBlock item)
    {
        var source = document.Source;
        var firstLine = source.LineAt(item.Span.Start);
        var other = item.FirstOrDefault(child => child is not ParagraphBlock and not LinkReferenceDefinitionGroup);
        var lastLine = other is null ? source.LineAt(Math.Max(item.Span.End, item.Span.Start)) : source.LineAt(other.Span.Start) - 1;
        if (lastLine < firstLine)
        {
            return default;
        }

        document.Take(firstLine, lastLine);
        var line = source.Line(firstLine);
        var first = WithoutMarker(line.From(item.Span.Start - line.Offset));
        if (firstLine == lastLine)
        {
            return first;
        }

        var rest = Enumerable.Range(firstLine + 1, lastLine - firstLine).Select(row => source.Line(row).Source.Trim());
        return first with { Source = string.Join(' ', rest.Prepend(first.Source).Where(part => part.Length > 0)) };
    }

    private static Piece WithoutMarker(Piece line)
    {
        var end = 0;
        while (end < line.Source.Length && char.IsAsciiDigit(line.Source[end]))
        {
            end++;
        }

        var text = line.From(Math.Min(end + 1, line.Source.Length));
        return IsTaskBox(text.Source) ? text.From(3) : text;
    }

    private static bool IsTaskBox(string text) =>
        text.Length > 3 && text[0] == '[' && text[1] is ' ' or 'x' or 'X' && text[2] == ']' && text[3] == ' ';
}
