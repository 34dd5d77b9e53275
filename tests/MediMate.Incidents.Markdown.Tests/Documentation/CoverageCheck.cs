namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>Compares the coverage page with the playbook and with what there is: each item has its row, and each row is true.</summary>
internal sealed class CoverageCheck(IReadOnlyList<DocumentItem> items, CoveragePage page, CompiledNames types, CompiledNames tests)
{
    private const string Playbook = "playbooks/medimate.md";
    private const string Page = "docs/playbook-coverage.md";
    private const string Scripts = "../tests/Scripts/";

    /// <summary>Lists all that is wrong, each with its place and what to write.</summary>
    public IReadOnlyList<string> Complaints() =>
    [
        .. page.Mistakes.Select(mistake => $"{Page}({mistake.Line}): {mistake.What}"),
        .. OtherSections(),
        .. items.Select(item => item.Section).Concat(page.Rows.Select(row => row.Section)).Distinct(StringComparer.Ordinal).SelectMany(Compare),
        .. page.Rows.SelectMany(Judge),
        .. UnusedParts(),
    ];

    private static string Shown(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal);

    private IEnumerable<string> OtherSections() => page.Sections
        .Where(section => !items.Any(item => item.Section == section.Name))
        .Select(section => $"{Page}({section.Line}): {Playbook} has no heading \"{section.Name}\". Write it as the playbook has it, or take it out.");

    private IEnumerable<string> Compare(string section)
    {
        var said = items.Where(item => item.Section == section).ToList();
        var rows = page.Rows.Where(row => row.Section == section).ToList();
        var free = rows.ToList();
        var known = new List<(DocumentItem Item, CoverageRow Row)>();
        foreach (var (index, item) in said.Index())
        {
            if (free.Find(row => row.Item == item.Text) is { } row)
            {
                free.Remove(row);
                known.Add((item, row));
                continue;
            }

            var place = index == 0 ? "as the first row" : $"after the row \"{Shown(said[index - 1].Text)}\"";
            yield return $"{Playbook}({item.Line}): \"{item.Text}\" has no row. Write into {Page}, under \"{section}\", {place}:\n"
                + $"    | {Shown(item.Text)} | `Type.Member` | `TestClass.Test_that_shows_it` or a link to a script | the part that is still to come, or nothing |";
        }

        foreach (var row in free)
        {
            yield return $"{Page}({row.Line}): the row \"{Shown(row.Item)}\" is no line of {Playbook} under \"{section}\""
                + (known.Exists(pair => pair.Item.Text == row.Item) ? ", or one that has its row already" : string.Empty)
                + ". Take the row out, or write the line as the playbook has it.";
        }

        foreach (var (before, after) in known.Zip(known.Skip(1)).Where(pair => pair.First.Row.Line > pair.Second.Row.Line))
        {
            yield return $"{Page}({after.Row.Line}): the row \"{Shown(after.Item.Text)}\" stands before the row \"{Shown(before.Item.Text)}\". "
                + $"{Playbook} has it after that, at line {after.Item.Line}: move the row.";
        }
    }

    private IEnumerable<string> Judge(CoverageRow row)
    {
        var place = $"{Page}({row.Line}): \"{Shown(row.Item)}\"";
        foreach (var type in row.Types.Where(type => !types.HasType(type)))
        {
            yield return $"{place} names `{type}`, which no assembly of src has. Write the name of a type, or `Type.Member` with a member that it declares itself.";
        }

        foreach (var test in row.Tests.Where(test => !tests.HasTest(test)))
        {
            yield return $"{place} is shown by `{test}`, which is no test. Write `Class.Method` of a test{Nearest(test)}.";
        }

        foreach (var script in row.Scripts.Where(script => !IsScript(script)))
        {
            yield return $"{place} is shown by {script}, which is no script that holds. Link to a file under {Scripts} that is run.";
        }

        foreach (var part in row.Later.Where(part => !page.Parts.Any(known => known.Name == part)))
        {
            yield return $"{place} is later in \"{part}\", which the list at the top does not have. It has: {string.Join(", ", page.Parts.Select(known => known.Name))}.";
        }

        if (row.Types.Count == 0 && row.Later.Count == 0)
        {
            yield return $"{place} says neither what it is in the engine nor with which part it comes. Write one of them.";
        }

        if (row.Tests.Count == 0 && row.Scripts.Count == 0 && row.Later.Count == 0)
        {
            yield return $"{place} is shown by nothing. Write a test or a script that shows it, or the part with which it comes.";
        }
    }

    private IEnumerable<string> UnusedParts() => page.Parts
        .Where(part => !page.Rows.Any(row => row.Later.Contains(part.Name, StringComparer.Ordinal)))
        .Select(part => $"{Page}({part.Line}): no row waits for \"{part.Name}\". Take it out of the list.");

    private string Nearest(string test)
    {
        var method = test[(test.LastIndexOf('.') + 1)..];
        var others = tests.Tests.Where(other => other.EndsWith($".{method}", StringComparison.Ordinal)).ToList();
        return others.Count == 0 ? string.Empty : $"; that method is in {string.Join(", ", others)}";
    }

    // Webhook bodies and scripts that must be refused lie beside those that hold.
    private static bool IsScript(string address) =>
        address.StartsWith(Scripts, StringComparison.Ordinal)
        && address.EndsWith(".json", StringComparison.Ordinal)
        && !address.StartsWith($"{Scripts}broken/", StringComparison.Ordinal)
        && !address.Contains("/bodies/", StringComparison.Ordinal)
        && File.Exists(Repository.PathOf("docs", address));
}
