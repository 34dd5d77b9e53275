using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>
/// The coverage page. Under its title stands the list of the parts that are still to come; below it every heading is one of the playbook,
/// with a table of its items.
/// </summary>
internal sealed partial class CoveragePage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    private readonly string _source;
    private readonly HeadingPath _headings = new();
    private readonly List<(string Name, int Line)> _sections = [];
    private readonly List<CoverageRow> _rows = [];
    private readonly List<(string Name, int Line)> _parts = [];
    private readonly List<(string What, int Line)> _mistakes = [];

    private CoveragePage(string source) => _source = source;

    public IReadOnlyList<CoverageRow> Rows => _rows;

    /// <summary>Gets the headings below the title, each as the path of those above it.</summary>
    public IReadOnlyList<(string Name, int Line)> Sections => _sections;

    /// <summary>Gets the parts that are still to come, which rows may name.</summary>
    public IReadOnlyList<(string Name, int Line)> Parts => _parts;

    /// <summary>Gets what could not be read.</summary>
    public IReadOnlyList<(string What, int Line)> Mistakes => _mistakes;

    public static CoveragePage Parse(string markdown)
    {
        var page = new CoveragePage(markdown.ReplaceLineEndings("\n"));
        foreach (var block in Markdig.Markdown.Parse(page._source, Pipeline))
        {
            page.Read(block);
        }

        return page;
    }

    private void Read(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                _headings.Enter(heading, _source);
                if (_headings.Count > 1)
                {
                    _sections.Add((_headings.From(1), heading.Line + 1));
                }

                break;
            case ListBlock list when _headings.Count == 1:
                _parts.AddRange(list.OfType<ListItemBlock>().Select(item => (PartName().Match(DocumentItems.SourceOf(_source, item)).Groups["name"].Value, item.Line + 1)));
                break;
            case Table table:
                foreach (var row in table.OfType<TableRow>().Where(row => !row.IsHeader))
                {
                    ReadRow([.. DocumentItems.CellsOf(_source, row)], row.Line + 1);
                }

                break;
        }
    }

    private void ReadRow(string[] cells, int line)
    {
        if (cells.Length != 4)
        {
            _mistakes.Add(("A row has four cells: item, what it is, shown by, later.", line));
            return;
        }

        var types = Quoted().Matches(cells[1]).Select(match => match.Groups["text"].Value).ToList();
        var tests = Quoted().Matches(cells[2]).Select(match => match.Groups["text"].Value).ToList();
        var scripts = Link().Matches(cells[2]).Select(match => match.Groups["address"].Value).ToList();
        CheckRest(Quoted().Replace(cells[1], string.Empty), "What it is takes `Type` or `Type.Member`", line);
        CheckRest(Link().Replace(Quoted().Replace(cells[2], string.Empty), string.Empty), "Shown by takes `Class.Test` and links to scripts", line);
        _rows.Add(new CoverageRow(
            _headings.From(1),
            cells[0].Replace("<br>", "\n", StringComparison.Ordinal),
            types,
            tests,
            scripts,
            cells[3].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            line));
    }

    // Words that nothing checks would look like a proof.
    private void CheckRest(string rest, string rule, int line)
    {
        if (rest.Trim(' ', ',').Length > 0)
        {
            _mistakes.Add(($"{rule}, with commas between them, and nothing else; here stands \"{rest.Trim(' ', ',')}\".", line));
        }
    }

    [GeneratedRegex(@"^[*-] \*\*(?<name>[^*]+)\*\*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PartName();

    [GeneratedRegex("`(?<text>[^`]+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\[[^\]]+\]\((?<address>[^)]+)\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Link();
}
