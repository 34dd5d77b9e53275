namespace MediMate.Incidents.Markdown.Tests.Reading;

/// <summary>What is wrong with a file is said with its place, and all at once.</summary>
public sealed class FindingTests
{
    /// <summary>The line of the part that <see cref="TestDocuments.With"/> puts behind the levels.</summary>
    private const int FirstLine = 9;

    [Theory]
    [InlineData("MMI1106", 3, 3, "## Responsibilities\n\n- LONG")]
    [InlineData("MMI1108", 2, 1, "## Escalation\n| Level | Who |\n|---|---|\n| P0 | CTO |")]
    [InlineData("MMI1109", 2, 18, "## Contacts\n| Name | Where | Fax |\n|---|---|---|\n| CTO | x | 1 |")]
    [InlineData("MMI1110", 4, 1, "## Clocks\n| Clock | P0 |\n|---|---|\n| Response |")]
    [InlineData("MMI1110", 4, 1, "## Clocks\n| Clock | P0 |\n|---|---|\n| Response | 5 min | 6 min |")]
    [InlineData("MMI1111", 4, 4, "## Contacts\n- CTO: x\n\n## Contact List\n- Chief: y")]
    [InlineData("MMI1111", 4, 5, "### 3. Containment\n- Stop\n\n### 4. Contain\n- Stop")]
    [InlineData("MMI1113", 4, 2, "## Clocks\n| Clock | P0 |\n|---|---|\n|  | 5 min |")]
    [InlineData("MMI1114", 4, 3, "## Clocks\n| Clock | P0 |\n|---|---|\n| Respond | 5 min |")]
    [InlineData("MMI1115", 4, 22, "## Clocks\n| Clock | P0 | Warn at |\n|---|---|---|\n| Response | 5 min | often |")]
    [InlineData("MMI1116", 4, 26, "## Escalation\n| Level | After | Who | Cycle | Repeats |\n|---|---|---|---|---|\n| P0 | 0 | CTO | 5 min | for ever |")]
    [InlineData("MMI1117", 5, 19, "## Escalation\n| Level | After | Who | Cycle |\n|---|---|---|---|\n| P0 | 0 | CTO | 15 min |\n| | 5 min | CTO | 20 min |")]
    [InlineData("MMI1118", 4, 21, "## Severity\n| Level | Response Time | Labels |\n|---|---|---|\n| P5 | 5 min | a=b, c |")]
    [InlineData("MMI1119", 4, 9, "## Team\n| Role | Duty |\n|---|---|\n| CTO | lunch |")]
    [InlineData("MMI1119", 4, 16, "## Severity\n| Level | Response Time | Lifecycle |\n|---|---|---|\n| P5 | 5 min | medium |")]
    [InlineData("MMI1119", 2, 5, "## Templates\n### A (audience: nobody)\n\"One\"")]
    [InlineData("MMI1120", 2, 3, "## Settings\n- Colour: red")]
    [InlineData("MMI1121", 3, 21, "## Settings\n- Default level: P0\n- Default severity: P1")]
    [InlineData("MMI1122", 3, 1, "## Templates\n### A\n\"One")]
    [InlineData("MMI1123", 2, 5, "## Templates\n### A\nOne")]
    [InlineData("MMI1124", 2, 8, "## Contacts\n- CTO: [Contact]")]
    [InlineData("MMI1125", 2, 8, "## Contacts\n- CTO: +60 12-345 6789")]
    [InlineData("MMI1125", 2, 8, "## Contacts\n- CTO: cto@example.org")]
    [InlineData("MMI1160", 4, 17, "## Calendars\n| Calendar | Days | Hours |\n|---|---|---|\n| Office | Mon, Funday | 09:00-17:00 |")]
    [InlineData("MMI1161", 4, 18, "## Calendars\n| Calendar | Days | Hours |\n|---|---|---|\n| Office | Mon | 9 to five |")]
    [InlineData("MMI1161", 4, 12, "## Calendars\n| Calendar | Days | Hours |\n|---|---|---|\n| O | Mon |24:00-08:00 |")]
    [InlineData("MMI1162", 4, 25, "## Calendars\n| Calendar | Days | Hours | Closed |\n|---|---|---|---|\n| O | Mon | 09:00-17:00|2026-02-30 |")]
    [InlineData("MMI1162", 4, 27, "## Calendars\n| Calendar | Days | Hours | Closed |\n|---|---|---|---|\n| O | Mon | 09:00-17:00 | 2026-12-26 to 2026-12-24 |")]
    [InlineData("MMI1162", 4, 27, "## Calendars\n| Calendar | Days | Hours | Extra |\n|---|---|---|---|\n| O | Mon | 09:00-17:00 | 10:00-12:00 |")]
    [InlineData("MMI1113", 4, 2, "## Calendars\n| Calendar | Days | Hours |\n|---|---|---|\n| | Mon | 09:00-17:00 |")]
    [InlineData("MMI1113", 4, 6, "## Calendars\n| Calendar | Days | Hours |\n|---|---|---|\n| O | | 09:00-17:00 |")]
    [InlineData("MMI1121", 5, 5, "## Calendars\n| Calendar | Zone | Days | Hours |\n|---|---|---|---|\n| O | Etc/UTC | Mon | 09:00-17:00 |\n| | Asia/Tokyo | Tue | 09:00-17:00 |")]
    [InlineData("MMI1119", 4, 22, "## Clocks\n| Clock | P0 | Pause |\n|---|---|---|\n| Response | 5 min | often |")]
    [InlineData("MMI1129", 2, 5, "## Workflow\n### Contanment\n- Stop")]
    public void A_mistake_is_found_at_its_place(string code, int line, int column, string part)
    {
        var finding = PlaybookAssert.Finds(code, TestDocuments.With(part.Replace("LONG", new string('x', 2_001), StringComparison.Ordinal)));

        Assert.Equal((FirstLine + line, column), (finding.Line, finding.Column));
        Assert.NotEmpty(finding.Remedy);
        Assert.Contains($"[{code}](../messages/{code}.md)", TestDocuments.Documentation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MMI1002", 3, 3, "## Team\n- CTO\n- CTO")]
    [InlineData("MMI1004", 2, 3, "## Team\n- CTO (for P9 incidents)")]
    [InlineData("MMI1004", 2, 18, "## Settings\n- Default level: P9")]
    [InlineData("MMI1004", 4, 3, "## Clocks\n| Clock | P9 |\n|---|---|\n| Response | 5 min |")]
    [InlineData("MMI1005", 2, 14, "## Settings\n- Time zone: Mars/Olympus")]
    [InlineData("MMI1007", 4, 3, "## Clocks\n| Clock | P0 | Warn at |\n|---|---|---|\n| Response | 5 min | 120 % |")]
    [InlineData("MMI1009", 6, 3, "## Team\n- CTO\n## Escalation\n| Level | After | Who |\n|---|---|---|\n| P0 | 5 min | CTO |\n| | 0 | CTO |")]
    [InlineData("MMI1010", 4, 11, "## Escalation\n| Level | After | Who |\n|---|---|---|\n| P0 | 0 |  |")]
    [InlineData("MMI1011", 6, 17, "## Team\n- CTO\n## Escalation\n| Level | After | Who |\n|---|---|---|\n| P0 | 0 | CTO, Chief |")]
    [InlineData("MMI1012", 7, 12, "## Contacts\n- CTO: [Contact]\n\n## Escalation\n| Level | After | Who |\n|---|---|---|\n| P0 | 0 | CTO |")]
    [InlineData("MMI1014", 6, 3, "## Team\n- CTO\n## Escalation\n| Level | After | Who | Cycle |\n|---|---|---|---|\n| P0 | 5 min | CTO | 5 min |")]
    [InlineData("MMI1020", 4, 22, "## Clocks\n| Clock | P0 | Calendar |\n|---|---|---|\n| Response | 5 min | Office |")]
    [InlineData("MMI1020", 4, 21, "## Clocks\n| Clock | P0 |\n|---|---|\n| Response | 5 min (Office) |")]
    [InlineData("MMI1021", 4, 3, "## Calendars\n| Calendar | Days | Hours | Extra |\n|---|---|---|---|\n| O | | | 2026-03-07 10:00-12:00 |")]
    [InlineData("MMI1022", 4, 7, "## Calendars\n| Calendar | Zone | Days | Hours |\n|---|---|---|---|\n| O | Mars/Olympus | Mon | 09:00-17:00 |")]
    [InlineData("MMI1023", 4, 3, "## Calendars\n| Calendar | Days | Hours |\n|---|---|---|\n| Always | Mon | 09:00-17:00 |")]
    [InlineData("MMI1025", 8, 3, "## Calendars\n| Calendar | Days | Hours |\n|---|---|---|\n| O | Mon | 09:00-09:01 |\n## Clocks\n| Clock | P0 |\n|---|---|\n| Response | 9 h (O) |")]
    [InlineData("MMI1002", 5, 3, "## Calendars\n| Calendar | Days | Hours |\n|---|---|---|\n| O | Mon | 09:00-17:00 |\n| O | Tue | 09:00-17:00 |")]
    [InlineData("MMI1017", 2, 5, "## Templates\n### A\n\"One [shoe size]\"")]
    public void A_mistake_in_the_model_is_found_at_the_part_it_speaks_of(string code, int line, int column, string part)
    {
        var finding = PlaybookAssert.Finds(code, TestDocuments.With(part));

        Assert.Equal((FirstLine + line, column), (finding.Line, finding.Column));
    }

    [Fact]
    public void A_missing_column_names_the_columns_found()
    {
        var finding = PlaybookAssert.Finds("MMI1108", "# Test\n## Severity\n| Level | Answer in |\n|---|---|\n| P0 | 5 min |\n");

        Assert.Equal("The severity table has no column \"Response Time\"; it has: Level, Answer in.", finding.Message);
    }

    [Theory]
    [InlineData("# Test\n\nNothing here.\n", 1, 1)]
    [InlineData("# Test\n\n## Severity Levels\n\nNothing here.\n", 3, 4)]
    public void A_document_without_a_severity_table_is_refused(string markdown, int line, int column)
    {
        var finding = PlaybookAssert.Finds("MMI1107", markdown);

        Assert.Equal((line, column), (finding.Line, finding.Column));
        Assert.DoesNotContain(PlaybookMarkdown.Read(markdown).Findings, other => other.Code == "MMI1001");
    }

    [Fact]
    public void All_errors_are_reported_at_once_in_the_order_of_the_document()
    {
        var reading = PlaybookMarkdown.Read("""
            # Test
            ## Severity
            | Level | Response Time | Lifecycle |
            |-------|---------------|-----------|
            | P0 | 15 minuts | full |
            | P1 | 1 h | half |
            | P2 | 1 h |
            ## Clocks
            | Clock | P0 | P1 |
            |-------|----|----|
            | Respons | -5 min | 1 hr |
            ## Escalation
            | Level | After | Who |
            |-------|-------|-----|
            | P0 | soon | CTO |
            | P2 | 0 | CTO |
            ## Settings
            - Reopen within: ever
            - Zone: UTC
            """, "p.md");

        Assert.Null(reading.Playbook);
        Assert.Equal(
            ["5:MMI1112", "6:MMI1119", "7:MMI1110", "11:MMI1114", "11:MMI1112", "15:MMI1112", "18:MMI1112", "19:MMI1120"],
            reading.Findings.Where(finding => finding.Level == FindingLevel.Error).Select(finding => $"{finding.Line}:{finding.Code}"));
        Assert.All(reading.Findings, finding => Assert.Equal("p.md", finding.File));
    }

    [Fact]
    public void Parse_throws_with_every_finding()
    {
        var thrown = Assert.Throws<PlaybookException>(() => PlaybookMarkdown.Parse("# Test\n## Contacts\n- CTO: [Contact]\n", "p.md"));

        Assert.Equal(["MMI1107", "MMI1124"], thrown.Findings.Select(finding => finding.Code));
        Assert.Contains("p.md(1,1): error MMI1107: There is no severity table.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_gives_the_playbook_when_there_are_only_warnings() =>
        Assert.Equal(4, PlaybookMarkdown.Parse(TestDocuments.AsGiven).Levels.Length);

    [Fact]
    public void A_number_or_an_address_in_a_contact_is_not_repeated_in_the_finding()
    {
        var finding = PlaybookAssert.Finds("MMI1125", TestDocuments.With("## Contacts\n- CTO: cto@example.org"));

        Assert.DoesNotContain("example.org", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_built_in_ladder_is_announced_for_the_levels_that_it_serves()
    {
        var withTable = TestDocuments.With("## Team\n- CTO\n\n## Escalation\n| Level | After | Who |\n|---|---|---|\n| p0 | 0 | CTO |");

        Assert.Contains("P0, P1", PlaybookAssert.Finds("MMI1127", TestDocuments.With("")).Message, StringComparison.Ordinal);
        Assert.Contains("for P1;", PlaybookAssert.Finds("MMI1127", withTable).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_with_an_unknown_column_is_kept_as_a_note_too()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With("## Contacts\n| Name | Where | Fax |\n|---|---|---|\n| CTO | x | 1 |"));

        Assert.Equal("x", playbook.Contacts[0].Reference);
        Assert.Contains("| CTO | x | 1 |", Assert.Single(playbook.Notes).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_without_quoted_text_is_kept_as_a_note() =>
        Assert.Equal("Some words.", Assert.Single(PlaybookAssert.Reads(TestDocuments.With("## Templates\n### A\nSome words.")).Notes).Text);
}
