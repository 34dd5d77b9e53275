namespace MediMate.Incidents.Markdown.Tests.Reading;

/// <summary>Each part of the playbook as people may write it.</summary>
public sealed class PartsTests
{
    [Fact]
    public void A_level_has_lifecycle_labels_and_a_name_in_any_dress()
    {
        var playbook = PlaybookAssert.Reads("""
            # Test
            ## Severity
            | Level | Response Time | Examples | Lifecycle | Labels |
            |-------|---------------|----------|-----------|--------|
            | **P0 (Critical)** | 15 min | app down, a\, b, x \| y | Full | service=payments, team = core |
            | `Sev 2` | 1 h | `c \| d` | short | |
            """);

        var level = playbook.Levels[0];
        Assert.Equal(("P0", "Critical", Lifecycle.Full), (level.Name, level.Title, level.Lifecycle));
        Assert.Equal(["app down", "a, b", "x | y"], level.Examples);
        Assert.Equal(["service=payments", "team=core"], level.Labels.Select(label => $"{label.Name}={label.Value}"));
        Assert.Equal(["c | d"], playbook.Levels[1].Examples);
        Assert.Equal(("Sev 2", null, Lifecycle.Short), (playbook.Levels[1].Name, playbook.Levels[1].Title, playbook.Levels[1].Lifecycle));
    }

    [Fact]
    public void A_team_table_says_who_has_which_duty()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With("""
            ## Team
            | Role | Levels | Duty |
            |------|--------|------|
            | Engineer | all | on-call |
            | CTO | P0 | |
            | Desk | | communications, emergency contact |
            """));

        Assert.Equal(["Engineer:", "CTO:P0", "Desk:"], playbook.Team.Select(role => $"{role.Name}:{string.Join(',', role.Levels)}"));
        Assert.Equal(("Engineer", "Desk", "Desk"), (playbook.OnCall, playbook.Communications, playbook.EmergencyContact));
    }

    [Fact]
    public void The_settings_stand_in_a_table_or_a_list()
    {
        const string AsList = "## Settings\n\n- Timezone: Asia/Kuala_Lumpur\n- default severity: P1\n- Reopen within: 0\n- On-call: [Name]\n- External users: Everyone\n\n## Contacts\n\n- Everyone: config:Contacts:Everyone\n";

        var playbook = PlaybookAssert.Reads(TestDocuments.With(AsList));

        Assert.Equal(("Asia/Kuala_Lumpur", "P1", null, "Everyone"), (playbook.TimeZone, playbook.DefaultLevel, playbook.OnCall, playbook.ExternalAudience));
        Assert.Equal(NodaTime.Duration.Zero, playbook.ReopenWithin);
    }

    [Theory]
    [InlineData("[Contact]", true)]
    [InlineData("[Phone] / [Email]", true)]
    [InlineData("{phone}", true)]
    [InlineData("<phone>", true)]
    [InlineData("–", true)]
    [InlineData("<https://directory.example/cto>", false)]
    [InlineData("chen [days only]", false)]
    public void A_contact_that_is_only_a_bracket_is_blank(string value, bool isBlank)
    {
        var reading = PlaybookMarkdown.Read(TestDocuments.With($"## Contacts\n- CTO: {value}"));

        Assert.Equal(isBlank, reading.Playbook!.Contacts[0].Reference is null);
        Assert.Equal(isBlank, reading.Findings.Any(finding => finding.Code == "MMI1124"));
    }

    [Fact]
    public void Clocks_have_a_column_for_each_level_and_warn_where_they_say()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With("""
            ## Clocks
            | Clock | P0 (Critical) | P1 | Warn at |
            |-------|---------------|----|---------|
            | Response | 15 min | 1 h | 50 %, 0.8 |
            | Resolution | 4 h | – | none |
            """));

        Assert.Equal([ClockNames.Response, ClockNames.Resolution], playbook.Clocks.Select(clock => clock.Name));
        Assert.Equal(["P0 15", "P1 60"], playbook.Clocks[0].Targets.Select(target => $"{target.Level} {target.Within.TotalMinutes}"));
        Assert.Equal([0.5m, 0.8m], playbook.Clocks[0].Warnings);
        Assert.Equal("P0", Assert.Single(playbook.Clocks[1].Targets).Level);
        Assert.Empty(playbook.Clocks[1].Warnings);
    }

    [Fact]
    public void A_ladder_goes_on_below_its_first_row()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With("""
            ## Team
            - Engineer
            - CTO

            ## Escalation
            | Level | After | Who | Channels | Cycle | Repeats |
            |-------|-------|-----|----------|-------|---------|
            | P0 | +0 | Engineer | sms, call | 15 min | 2 |
            | | 5 min | Engineer, CTO | | 15 min | |
            | P1 | +0 | Engineer | - | | |
            """));

        Assert.Equal(["P0 15 2", "P1  0"], playbook.Ladders.Select(ladder => $"{ladder.Level} {ladder.Cycle?.TotalMinutes} {ladder.Repeats}"));
        Assert.Equal(["0 Engineer sms+call", "5 Engineer+CTO "], playbook.Ladders[0].Steps.Select(step => $"{step.Offset.TotalMinutes} {string.Join('+', step.Targets)} {string.Join('+', step.Channels)}"));
        Assert.Empty(playbook.Ladders[1].Steps[0].Channels);
    }

    [Fact]
    public void A_checklist_takes_nested_entries_and_boxes_and_says_what_is_optional()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With("""
            ## Workflow
            ### 3. Containment
            - [ ] Isolate
              the system
              1. the database
              2. the cache
            - [x] Isolate the system
            - Tell the press (optional)
            - Rotate keys where needed
            - Call if needed (required)
            - Say so (id: say)
            """));

        Assert.Equal(
            [
                "isolate-the-system: Isolate the system True", "the-database: the database True", "the-cache: the cache True",
                "isolate-the-system-2: Isolate the system True", "tell-the-press: Tell the press False", "rotate-keys-where-needed: Rotate keys where needed False",
                "call-if-needed: Call if needed True", "say: Say so True",
            ],
            playbook.Phases[0].Items.Select(item => $"{item.Id}: {item.Text} {item.IsRequired}"));
    }

    [Theory]
    [InlineData("\"One\nTwo\"", "One\nTwo")]
    [InlineData("“One\nTwo”", "One\nTwo")]
    [InlineData("> One\n>\n> \\[Two\\]", "One\n\n\\[Two\\]")]
    [InlineData("> \"One\"", "One")]
    [InlineData("```text\nOne\n\n  Two\n```", "One\n\n  Two")]
    [InlineData("\"One:\n\n- Two\n- Three\n\nFour\"", "One:\n\n- Two\n- Three\n\nFour")]
    [InlineData("\"Say \"hello\"\nto them\"", "Say \"hello\"\nto them")]
    public void A_template_is_the_quoted_text_with_its_lines(string written, string text)
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With($"## Templates\n\n### Page (audience: responders)\n\n{written}\n"));

        var template = Assert.Single(playbook.Templates);
        Assert.Equal(("Page", MessageAudience.Responders, text), (template.Name, template.Audience, template.Text));
        Assert.Empty(playbook.Notes);
    }

    [Theory]
    [InlineData("config:Contacts:Cto", "config:Contacts:Cto")]
    [InlineData("`config:Contacts:Cto`", "config:Contacts:Cto")]
    [InlineData("aisyah", "aisyah")]
    [InlineData("[Phone/Email]", null)]
    [InlineData("[]", null)]
    [InlineData("", null)]
    public void A_contact_is_a_key_or_a_person_or_blank(string value, string? reference)
    {
        var inList = PlaybookAssert.Reads(TestDocuments.With($"## Contacts\n\n- CTO: {value}\n"));
        var inTable = PlaybookAssert.Reads(TestDocuments.With($"## Contacts\n\n| Who | Where |\n|---|---|\n| CTO | {value} |\n"));

        Assert.Equal(("CTO", reference), (inList.Contacts[0].Name, inList.Contacts[0].Reference));
        Assert.Equal(("CTO", reference), (inTable.Contacts[0].Name, inTable.Contacts[0].Reference));
    }

    [Fact]
    public void A_rollback_plan_has_triggers_and_steps()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With("## Rollback\n\n### Triggers\n\n- Errors\n\n### Steps\n\n1. Revert\n2. Verify\n"));

        Assert.Equal(["Errors"], playbook.Rollback!.Triggers);
        Assert.Equal(["Revert", "Verify"], playbook.Rollback.Steps);
    }
}
