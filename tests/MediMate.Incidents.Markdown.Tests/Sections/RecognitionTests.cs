namespace MediMate.Incidents.Markdown.Tests.Sections;

/// <summary>Headings are recognised by meaning, at any depth and in any order.</summary>
public sealed class RecognitionTests
{
    [Theory]
    [InlineData("## Severity Levels")]
    [InlineData("###### SEVERITY LEVEL:")]
    [InlineData("## 2. Severity levels")]
    [InlineData("## **Severity** ##")]
    [InlineData("Severity levels\n---------------")]
    [InlineData("## 2.1. Priorities")]
    [InlineData("## What we do when")]
    public void A_severity_table_is_found_under_a_heading_that_means_it(string heading)
    {
        var playbook = PlaybookAssert.Reads($"# Test\n\n{heading}\n\n| Level | Response Time |\n|:--|--:|\n| P0 | 15 min |\n");

        Assert.Equal("P0", Assert.Single(playbook.Levels).Name);
        Assert.Empty(playbook.Notes);
    }

    [Fact]
    public void The_parts_are_found_in_any_order_and_depth()
    {
        var playbook = PlaybookAssert.Reads($"""
            # Test

            #### Contacts

            1) CTO: config:Contacts:Cto

            ## Escalation Policy

            | Severity | When | Page |
            |---|---|---|
            | P0 | 0 | CTO |

            ### Responsibilities

            * Investigation

            # Phases

            ### Triage

            + Classify

            ##### Team

            - CTO (P0, P1 only)
            - Engineer (day shift)

            {TestDocuments.Levels}
            """);

        Assert.Equal("config:Contacts:Cto", Assert.Single(playbook.Contacts).Reference);
        Assert.Equal("CTO", playbook.Ladders[0].Steps[0].Targets[0]);
        Assert.Equal(["Investigation"], playbook.Responsibilities);
        Assert.Equal(IncidentPhase.Assessing, Assert.Single(playbook.Phases).Phase);
        Assert.Equal(["CTO: P0 P1", "Engineer (day shift): "], playbook.Team.Select(role => $"{role.Name}: {string.Join(' ', role.Levels)}"));
        Assert.Empty(playbook.Notes);
    }

    [Fact]
    public void A_section_that_nobody_knows_is_kept_as_a_note_with_all_its_lines()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With("""
            ## Our values

            We *care*.

            - and [help](https://example.org)
            <!-- really -->

            [help]: https://example.org

            ### Empty one
            """));

        Assert.Equal(["Our values", "Empty one"], playbook.Notes.Select(note => note.Title));
        Assert.Equal("We *care*.\n\n- and [help](https://example.org)\n<!-- really -->\n\n[help]: https://example.org", playbook.Notes[0].Text);
    }

    [Fact]
    public void What_a_known_section_holds_beside_its_table_is_kept_as_a_note()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With("## Settings\nWe sit in Malaysia.\n| Setting | Value |\n|---|---|\n| Time zone | Asia/Kuala_Lumpur |\n\nAsk the CTO."));

        Assert.Equal("Asia/Kuala_Lumpur", playbook.TimeZone);
        var note = Assert.Single(playbook.Notes);
        Assert.Equal(("Settings", "We sit in Malaysia.\n\nAsk the CTO."), (note.Title, note.Text));
    }

    [Fact]
    public void A_comment_beside_a_list_is_for_the_editors()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With("## Responsibilities\n\n<!-- ## Settings\n\n| a | -->\n\n- Contain <!-- quickly -->\n"));

        Assert.Equal(["Contain"], playbook.Responsibilities);
        Assert.Empty(playbook.Notes);
    }

    [Fact]
    public void A_document_without_a_title_takes_the_name_of_its_file()
    {
        var reading = PlaybookMarkdown.Read(TestDocuments.Levels, "docs/our-playbook.md");

        Assert.Equal("our-playbook", reading.Playbook!.Name);
        Assert.Contains(reading.Findings, finding => finding is { Code: "MMI1128", Level: FindingLevel.Warning });
    }

    [Fact]
    public void A_heading_under_the_scenarios_is_a_scenario_whatever_its_name()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With("## Scenarios\n\n### Contacts\n\n1. Call\n\n### Containment\n\n1. Stop\n"));

        Assert.Equal(["Contacts", "Containment"], playbook.Scenarios.Select(scenario => scenario.Name));
        Assert.Empty(playbook.Phases);
    }

    [Fact]
    public void A_communication_heading_that_only_groups_is_no_phase()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.With("## Communication\n\n### Templates\n\n#### Customers\n\n“Hello”\n"));

        Assert.Empty(playbook.Phases);
        var template = Assert.Single(playbook.Templates);
        Assert.Equal(("Customers", MessageAudience.External, "Hello"), (template.Name, template.Audience, template.Text));
    }
}
