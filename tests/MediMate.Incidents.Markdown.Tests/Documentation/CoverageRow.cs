namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>A row of the coverage page: an item of the playbook, and what is claimed about it.</summary>
/// <param name="Section">The headings above it, from the playbook's title down.</param>
/// <param name="Item">The text of the item.</param>
/// <param name="Types">The types and members that it is in the engine.</param>
/// <param name="Tests">The tests that show it.</param>
/// <param name="Scripts">The scripts that show it, by the addresses of their links.</param>
/// <param name="Later">The parts that are still to come.</param>
/// <param name="Line">The line of the page, counted from one.</param>
internal sealed record CoverageRow(
    string Section, string Item, IReadOnlyList<string> Types, IReadOnlyList<string> Tests, IReadOnlyList<string> Scripts, IReadOnlyList<string> Later, int Line);
