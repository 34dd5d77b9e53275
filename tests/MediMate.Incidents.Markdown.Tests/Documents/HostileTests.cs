using System.Text;

namespace MediMate.Incidents.Markdown.Tests.Documents;

/// <summary>Documents that were made to hold a reader up: each has its answer in bounded time and memory.</summary>
public sealed class HostileTests
{
    private const int TenMegabytes = 10_000_000;

    [Theory]
    [InlineData("x")]
    [InlineData("word \n")]
    [InlineData("- a\n")]
    [InlineData("- *a **b [c](\n")]
    [InlineData("| a | b |\n")]
    [InlineData("# a\n")]
    [InlineData("a\n=\n")]
    [InlineData("[a]: b\n")]
    [InlineData("[a\n")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("\t")]
    [InlineData("[")]
    [InlineData("*a ")]
    [InlineData("`")]
    [InlineData("\\")]
    [InlineData("<!-- ")]
    [InlineData("<a ")]
    [InlineData("|")]
    [InlineData("-|")]
    [InlineData("\"")]
    [InlineData("()")]
    [InlineData("```\n")]
    [InlineData("### Responsibilities\n- [[[[[[\n")]
    public async Task Ten_megabytes_of_anything_are_answered(string part)
    {
        await Answered(Repeat(part));
        await Answered(TestDocuments.With($"## Responsibilities\n\n- {Repeat(part, TenMegabytes - 1_000)}"));
        await Answered(TestDocuments.With($"## Team\n\n| Role |\n|---|\n| {Repeat(part.Replace('\n', ' '), 100_000)} |\n"));
    }

    [Theory]
    [InlineData("- a\n")]
    [InlineData("# a\n")]
    [InlineData("a\n=\n")]
    [InlineData("[a]: b\n")]
    [InlineData("- [a]: b\n")]
    [InlineData("[a\n")]
    [InlineData("> a\n")]
    [InlineData("1. a\n2) b\n")]
    [InlineData("## Templates\n### A\n\"a\n")]
    [InlineData("## Notes\n### A\n")]
    [InlineData("## Workflow\n### 1. Detection\n- a\n")]
    [InlineData("| a | b |\n|---|---|\n")]
    public async Task Fifty_thousand_lines_of_anything_are_answered(string part)
    {
        var count = 49_000 / part.Count(letter => letter == '\n');
        await Answered(TestDocuments.With(string.Concat(Enumerable.Repeat(part, count))));
    }

    [Theory]
    [InlineData('[')]
    [InlineData('*')]
    [InlineData('`')]
    [InlineData('(')]
    public async Task Long_entries_are_answered(char mark)
    {
        var entry = $"- {string.Concat(Enumerable.Repeat($"{mark}a", 990))}\n";
        await Answered(TestDocuments.With($"## Responsibilities\n\n{Repeat(entry, TenMegabytes - 1_000)}"));
    }

    [Fact]
    public async Task Deep_lists_are_refused()
    {
        var deep = new StringBuilder("# Test\n\n");
        for (var depth = 0; depth < 3_000; depth++)
        {
            deep.Append(' ', 2 * depth).Append("- a\n");
        }

        var reading = await Answered(deep.ToString());
        Assert.Equal("MMI1105", Assert.Single(reading.Findings).Code);
        Assert.Equal("MMI1105", Assert.Single((await Answered(new string('>', 150) + "a")).Findings).Code);
    }

    [Fact]
    public async Task More_lines_than_any_playbook_has_are_refused()
    {
        Assert.Equal("MMI1104", Assert.Single((await Answered(Repeat("a\n"))).Findings).Code);
        Assert.DoesNotContain((await Answered(string.Concat(Enumerable.Repeat("a\n", 49_999)))).Findings, finding => finding.Code == "MMI1104");
    }

    [Fact]
    public async Task Many_mistakes_are_cut_off_with_an_error()
    {
        var rows = string.Concat(Enumerable.Repeat("| P0 | soon |\n", 40_000));
        var reading = await Answered($"# Test\n## Severity\n| Level | Response Time |\n|---|---|\n{rows}");

        Assert.Equal(1_001, reading.Findings.Length);
        Assert.Equal("MMI1130", reading.Findings[^1].Code);
    }

    [Fact]
    public async Task Many_ladders_with_many_unknown_people_are_answered()
    {
        var rows = string.Concat(Enumerable.Range(0, 40_000).Select(row => $"| L{row} | 0 | Nobody {row} |\n"));
        Assert.True((await Answered(TestDocuments.With($"## Escalation\n| Level | After | Who |\n|---|---|---|\n{rows}"))).HasErrors);
    }

    [Fact]
    public async Task Many_names_in_many_texts_are_answered()
    {
        var roles = string.Concat(Enumerable.Range(0, 24_000).Select(row => $"- a a a a a a a b{row}\n"));
        var responsibilities = Repeat($"- {Repeat("a ", 380)}\n", 9_000_000);
        Assert.Contains((await Answered(TestDocuments.With($"## Team\n{roles}\n## Responsibilities\n{responsibilities}"))).Findings, finding => finding.Code == "MMI1133");
    }

    [Fact]
    public async Task Many_levels_that_no_table_has_are_answered()
    {
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(row => $"| P{row} | 1 h | data breach |\n"));
        var roles = string.Concat(Enumerable.Range(0, 20_000).Select(row => $"- R{row} (for Q{row} incidents)\n"));
        Assert.True((await Answered($"# Test\n## Severity\n| Level | Response Time | Examples |\n|---|---|---|\n{rows}\n## Team\n{roles}")).HasErrors);
    }

    [Fact]
    public async Task Many_templates_of_brackets_are_answered()
    {
        var templates = Enumerable.Range(1, 500).Select(number => $"### A{number}\n```\n{new string('[', 19_000)}\n```\n");
        Assert.Equal(500, (await Answered(TestDocuments.With($"## Templates\n{string.Concat(templates)}"))).Playbook!.Templates.Length);
    }

    [Theory]
    [InlineData("## Escallation\n")]
    [InlineData("## Contact Infos\n- x\n")]
    [InlineData("## Training\n- regular\n")]
    public async Task Warnings_on_every_line_are_answered(string part) =>
        Assert.Equal(1_001, (await Answered(TestDocuments.With(string.Concat(Enumerable.Repeat(part, 24_000))))).Findings.Length);

    private static string Repeat(string part, int length = TenMegabytes) => string.Concat(Enumerable.Repeat(part, length / part.Length));

    // Real time is the matter here: a reader that needs the square of its input would take hours.
    private static async Task<PlaybookReading> Answered(string markdown) =>
        await Task.Run(() => PlaybookMarkdown.Read(markdown)).WaitAsync(TimeSpan.FromSeconds(60));
}
