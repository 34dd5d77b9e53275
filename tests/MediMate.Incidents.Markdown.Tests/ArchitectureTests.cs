namespace MediMate.Incidents.Markdown.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Package_depends_on_the_engine_and_on_Markdig_alone()
    {
        var references = typeof(PlaybookMarkdown).Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name != "netstandard") // Measuring coverage adds it.
            .Order(StringComparer.Ordinal);

        Assert.Equal(["Markdig", "MediMate.Incidents", "MediMate.Incidents.Abstractions", "NodaTime"], references);
    }
}
