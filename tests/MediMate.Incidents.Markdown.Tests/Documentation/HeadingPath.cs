using Markdig.Syntax;

namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>The headings above a line, the highest first.</summary>
internal sealed class HeadingPath
{
    private readonly List<(int Level, string Title)> _headings = [];

    /// <summary>Gets how many headings stand above the line.</summary>
    public int Count => _headings.Count;

    /// <summary>Goes on below a heading, and returns what it says.</summary>
    public string Enter(HeadingBlock heading, string source)
    {
        _headings.RemoveAll(above => above.Level >= heading.Level);
        _headings.Add((heading.Level, DocumentItems.SourceOf(source, heading).TrimStart('#').Trim()));
        return _headings[^1].Title;
    }

    /// <summary>Joins the headings, without the first ones.</summary>
    public string From(int first) => string.Join(" > ", _headings.Skip(first).Select(heading => heading.Title));
}
