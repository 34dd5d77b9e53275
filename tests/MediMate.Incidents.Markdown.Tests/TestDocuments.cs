using System.Text;

namespace MediMate.Incidents.Markdown.Tests;

/// <summary>The documents that the tests read.</summary>
internal static class TestDocuments
{
    /// <summary>The severity table without which no playbook can be read.</summary>
    public const string Levels = """
        ## Severity Levels

        | Level | Description | Response Time | Examples |
        |-------|-------------|---------------|----------|
        | P0 (Critical) | All down | 15 minutes | app down |
        | P1 (High) | Much down | 1 hour | feature broken |

        """;

    public static string AsGiven => Load("as-given.md");

    public static string MediMate => Load("medimate.md");

    public static string Documentation => Load("playbooks.md");

    /// <summary>A playbook that is in order, with a part of its own.</summary>
    public static string With(string part) => $"# Test\n\n{Levels}\n{part}\n";

    private static string Load(string name)
    {
        using var stream = typeof(TestDocuments).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
