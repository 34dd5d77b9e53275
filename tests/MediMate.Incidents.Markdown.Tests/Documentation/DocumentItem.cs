namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>A line of a document that says something: a heading, an entry of a list, a row of a table, a text.</summary>
/// <param name="Section">The headings above it, its own heading included, from the title down.</param>
/// <param name="Text">What it says, as it stands in the file; the cells of a row that say something are joined by bars.</param>
/// <param name="Line">The line on which it begins, counted from one.</param>
internal sealed record DocumentItem(string Section, string Text, int Line);
