using System.Text;

namespace MediMate.Incidents.Markdown.Tests;

/// <summary>Checks on playbooks and findings.</summary>
internal static class PlaybookAssert
{
    /// <summary>Reads a document that must have no error.</summary>
    public static Playbook Reads(string markdown)
    {
        var reading = PlaybookMarkdown.Read(markdown);
        Assert.DoesNotContain(reading.Findings, finding => finding.Level == FindingLevel.Error);
        return Assert.IsType<Playbook>(reading.Playbook);
    }

    /// <summary>Reads a document that must have exactly one finding of a code.</summary>
    public static PlaybookFinding Finds(string code, string markdown) =>
        Assert.Single(PlaybookMarkdown.Read(markdown).Findings, finding => finding.Code == code);

    public static void Equal(Playbook expected, Playbook? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(Encoding.UTF8.GetString(PlaybookJson.Write(expected)), Encoding.UTF8.GetString(PlaybookJson.Write(actual)));
    }

    /// <summary>The law: what is written out and read again is the same.</summary>
    public static void RoundTrips(Playbook playbook)
    {
        var written = PlaybookMarkdown.Write(playbook);
        var reading = PlaybookMarkdown.Read(written);
        Assert.False(reading.HasErrors, $"{string.Join('\n', reading.Findings)}\n{written}");
        Equal(playbook, reading.Playbook);
    }
}
