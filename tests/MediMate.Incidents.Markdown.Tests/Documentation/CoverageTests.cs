namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>The page that says for each line of MediMate's playbook what it is and which test shows it.</summary>
public sealed class CoverageTests
{
    private const string Playbook = "# Ours\n\nWe care.\n\n## Team\n1. CTO\n2. Desk\n   - Night desk\n\n| Who | Where |\n|---|---|\n| CTO | a |\n| | b |\n";

    private const string Page = """
        # What shows what

        * **runbooks**: steps that run.

        ## Ours
        | Item | What it is | Shown by | Later |
        |------|------------|----------|-------|
        | Ours | `Playbook.Name` | `CoverageTests.Page_says_what_each_line_of_the_playbook_is` | |
        | We care. | `PlaybookNote` | | runbooks |

        ### Team
        | Item | What it is | Shown by | Later |
        |------|------------|----------|-------|
        | Team | `TeamRole`, `Playbook.Team` | `SeverityTests.Examples_match_contiguous_words_without_case_and_plural` | |
        | CTO | `TeamRole` | [a script](../tests/Scripts/severity/the-most-severe-opinion-wins.json) | |
        | Desk | `TeamRole` | `CalendarLaws.Worked_time_is_additive_over_adjacent_spans` | |
        | Night desk | | | runbooks |
        | CTO \| a | `Contact` | | runbooks |
        | b | `Contact` | | runbooks |
        """;

    private static readonly CompiledNames Types = CompiledNames.Of("src");
    private static readonly CompiledNames Tests = CompiledNames.Of("tests");

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "| Desk | `TeamRole` |", "| Desks | `TeamRole` |", "playbooks/medimate.md(7): \"Desk\" has no row. Write into docs/playbook-coverage.md, under \"Ours > Team\", after the row \"CTO\":" },
        { "| Desk | `TeamRole` |", "| Desks | `TeamRole` |", "docs/playbook-coverage.md(16): the row \"Desks\" is no line of playbooks/medimate.md under \"Ours > Team\"." },
        { "| Night desk | | |", "| CTO | | |", "the row \"CTO\" is no line of playbooks/medimate.md under \"Ours > Team\", or one that has its row already." },
        { "| CTO \\| a | `Contact` | | runbooks |\n| b |", "| b | `Contact` | | runbooks |\n| CTO \\| a |", "docs/playbook-coverage.md(18): the row \"b\" stands before the row \"CTO \\| a\"." },
        { "### Team", "### Empty\n\n### Team", "docs/playbook-coverage.md(11): playbooks/medimate.md has no heading \"Ours > Empty\"." },
        { "### Team", "### Teams", "\"CTO | a\" has no row." },
        { "`TeamRole`, `Playbook.Team`", "`TeamRole`, `Playbook.Teams`", "\"Team\" names `Playbook.Teams`, which no assembly of src has." },
        { "| We care. | `PlaybookNote` |", "| We care. | `PlaybookNotes` |", "\"We care.\" names `PlaybookNotes`, which no assembly of src has." },
        { "`SeverityTests.Examples", "`SignalTests.Examples", "that method is in SeverityTests.Examples_match_contiguous_words_without_case_and_plural." },
        { "`CoverageTests.Page_says_what_each_line_of_the_playbook_is`", "`CoverageTests.Complaints`", "\"Ours\" is shown by `CoverageTests.Complaints`, which is no test." },
        { "severity/the-most", "severity/the-least", "\"CTO\" is shown by ../tests/Scripts/severity/the-least-severe-opinion-wins.json, which is no script that holds." },
        { "severity/the-most-severe-opinion-wins", "broken/an-empty-expect", "\"CTO\" is shown by ../tests/Scripts/broken/an-empty-expect.json, which is no script that holds." },
        { "severity/the-most-severe-opinion-wins", "signals/bodies/app-down", "\"CTO\" is shown by ../tests/Scripts/signals/bodies/app-down.json, which is no script that holds." },
        { "| `PlaybookNote` | | runbooks |", "| `PlaybookNote` | | rollback |", "\"We care.\" is later in \"rollback\", which the list at the top does not have." },
        { "| `PlaybookNote` | | runbooks |", "| `PlaybookNote` | | |", "\"We care.\" is shown by nothing." },
        { "| Night desk | | | runbooks |", "| Night desk | | | |", "\"Night desk\" says neither what it is in the engine nor with which part it comes." },
        { "| `PlaybookNote` | | runbooks |", "| `PlaybookNote` | see elsewhere | |", "nothing else; here stands \"see elsewhere\"." },
        { "| `PlaybookNote` | | runbooks |", "| a note | | runbooks |", "nothing else; here stands \"a note\"." },
        { "* **runbooks**", "* **drills**: alarms\n* **runbooks**", "docs/playbook-coverage.md(3): no row waits for \"drills\"." },
    };

    [Fact]
    public void Page_says_what_each_line_of_the_playbook_is()
    {
        var complaints = Complaints(TestDocuments.MediMate, File.ReadAllText(Repository.PathOf("docs", "playbook-coverage.md")));

        Assert.True(complaints.Count == 0, string.Join("\n\n", complaints));
    }

    [Fact]
    public void Page_that_says_everything_once_and_truly_is_in_order() => Assert.Empty(Complaints(Playbook, Page));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Page_that_is_wrong_is_told_so(string right, string wrong, string complaint)
    {
        Assert.Contains(right, Page, StringComparison.Ordinal);

        var complaints = Complaints(Playbook, Page.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(complaints, told => told.Contains(complaint, StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var page = Page.Replace("CTO", "CEO", StringComparison.Ordinal).Replace("`TeamRole`", "`TeamRoles`", StringComparison.Ordinal);

        Assert.Equal(7, Complaints(Playbook, page).Count);
    }

    [Theory]
    [InlineData("\n> Somebody quoted\n> this.\n", "> Somebody quoted\n> this.")]
    [InlineData("\n```\nfenced\n```\n", "```\nfenced\n```")]
    [InlineData("\n| New | row |\n|---|---|\n| of a | table |\n", "of a | table")]
    [InlineData("\n   * deeper\n     still\n", "deeper\nstill")]
    [InlineData("\n### A heading alone\n", "A heading alone")]
    [InlineData("\nThe last line", "The last line")]
    public void Line_of_any_kind_needs_a_row(string added, string item)
    {
        var complaint = Assert.Single(Complaints(Playbook + added, Page));

        Assert.Contains($"\"{item}\" has no row.", complaint, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Complaints(string playbook, string page) =>
        new CoverageCheck(DocumentItems.Of(playbook), CoveragePage.Parse(page), Types, Tests).Complaints();
}
