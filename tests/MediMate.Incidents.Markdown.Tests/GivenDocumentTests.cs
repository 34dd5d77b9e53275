using System.Text;

namespace MediMate.Incidents.Markdown.Tests;

/// <summary>The document as its owner wrote it, and MediMate's own playbook that completes it.</summary>
public sealed class GivenDocumentTests
{
    [Fact]
    public void The_given_document_loads_without_error()
    {
        var reading = PlaybookMarkdown.Read(TestDocuments.AsGiven, "as-given.md");

        Assert.False(reading.HasErrors, string.Join('\n', reading.Findings));
        Assert.Equal(
            [
                // No default level, and nobody knows who is paged when.
                "as-given.md(8,5): warning MMI1126", "as-given.md(8,5): warning MMI1127",

                // "Security risk" at P1 and "data breach" at P0.
                "as-given.md(12,76): info MMI1131",

                // Six responsibilities, and nobody's.
                "as-given.md(26,3): warning MMI1133", "as-given.md(27,3): warning MMI1133", "as-given.md(28,3): warning MMI1133",
                "as-given.md(29,3): warning MMI1133", "as-given.md(30,3): warning MMI1133", "as-given.md(31,3): warning MMI1133",

                // "Critical feature failure".
                "as-given.md(103,3): warning MMI1132",

                // Audits, penetration testing, team training and playbook review.
                "as-given.md(129,3): warning MMI1134", "as-given.md(133,3): warning MMI1134",
                "as-given.md(139,3): warning MMI1134", "as-given.md(140,3): warning MMI1134",

                // Four blank contacts.
                "as-given.md(148,22): warning MMI1124", "as-given.md(149,24): warning MMI1124",
                "as-given.md(150,8): warning MMI1124", "as-given.md(151,18): warning MMI1124",

                // "Update runbooks regularly".
                "as-given.md(155,3): warning MMI1134",
            ],
            reading.Findings.Select(finding => finding.ToString().Split(": ", 3) is [var place, var code, _] ? $"{place}: {code}" : string.Empty));
    }

    [Fact]
    public void The_given_documents_parts_are_read()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.AsGiven);

        Assert.Equal("MediMate Education Hub: Incident Response Playbook", playbook.Name);
        Assert.Equal(["P0/Critical", "P1/High", "P2/Medium", "P3/Low"], playbook.Levels.Select(level => $"{level.Name}/{level.Title}"));
        Assert.Equal([15d, 60d, 240d, 1440d], playbook.Levels.Select(level => level.ResponseTime.TotalMinutes));
        Assert.Equal(["Complete app down", "data breach"], playbook.Levels[0].Examples);
        Assert.Equal(["On-call Engineer", "Engineering Manager", "CTO", "Support Team Lead", "Product Manager"], playbook.Team.Select(role => role.Name));
        Assert.Equal(["P0"], playbook.Team[2].Levels);
        Assert.Equal(6, playbook.Responsibilities.Length);
        Assert.Equal(Enum.GetValues<IncidentPhase>().Take(7), playbook.Phases.Select(phase => phase.Phase));
        Assert.Equal(["Authentication Failure", "Content Delivery Issues", "Data Synchronization Problems", "Performance Degradation"], playbook.Scenarios.Select(scenario => scenario.Name));
        Assert.All(playbook.Scenarios, scenario => Assert.Equal(4, scenario.Steps.Length));
        Assert.Equal("Error rate > 1%", playbook.Rollback!.Triggers[0]);
        Assert.Equal(5, playbook.Rollback.Steps.Length);
        Assert.Equal(
            ["Continuous Monitoring", "Preventive Measures", "Training and Preparedness", "Legal and Compliance", "Documentation"],
            playbook.Duties.Select(duty => duty.Section).Distinct(StringComparer.Ordinal));
        Assert.Equal(["Emergency Support", "Engineering Manager", "CTO", "Security Team"], playbook.Contacts.Select(contact => contact.Name));
        Assert.All(playbook.Contacts, contact => Assert.Null(contact.Reference));
        Assert.Equal(["Purpose", "Documentation"], playbook.Notes.Select(note => note.Title));
        Assert.Equal("Stay prepared, stay resilient!", playbook.Notes[1].Text);
    }

    [Fact]
    public void The_given_checklists_are_required_except_detection_and_what_is_needed_only_sometimes()
    {
        var phases = PlaybookAssert.Reads(TestDocuments.AsGiven).Phases;

        var optional = phases.SelectMany(phase => phase.Items).Where(item => !item.IsRequired).Select(item => item.Id);
        Assert.Equal(["monitoring-alerts", "user-reports", "automated-system-checks", "activate-feature-flags-if-needed"], optional);
    }

    [Fact]
    public void The_given_templates_keep_their_lines_and_lose_their_quotation_marks()
    {
        var templates = PlaybookAssert.Reads(TestDocuments.AsGiven).Templates;

        Assert.Equal(["User Notification/External", "Internal Escalation/Internal"], templates.Select(template => $"{template.Name}/{template.Audience}"));
        Assert.Equal(
            "We're experiencing [brief description]. Our team is working to resolve this quickly. We apologize for any inconvenience.",
            templates[0].Text);
        Assert.Equal(
            "P[X] Incident: [Brief Description]\nImpact: [User/System Effect]\nCurrent Status: [Investigation/Containment/Resolution]\nNext Steps: [Immediate Actions]",
            templates[1].Text);
    }

    [Fact]
    public void Every_line_of_the_given_document_lands_in_the_model()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.AsGiven);
        var words = WordsOf(Encoding.UTF8.GetString(PlaybookJson.Write(playbook)).Replace("\\n", " ", StringComparison.Ordinal))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        // The rows, entries and paragraphs; headings that only group others and the table's frame have no words of their own to keep.
        var lines = TestDocuments.AsGiven.Split('\n').Where(line => line.Length > 0 && line[0] != '#' && !line.StartsWith("|--", StringComparison.Ordinal) && !line.StartsWith("| Level", StringComparison.Ordinal));
        string[] understood = ["for", "incidents", "15", "1", "4", "24", "minutes", "hour", "hours", "2", "3", "5", "Phone", "Email", "Contact"];
        Assert.All(lines, line => Assert.Empty(WordsOf(line).Except(words, StringComparer.OrdinalIgnoreCase).Except(understood, StringComparer.Ordinal)));
    }

    [Fact]
    public void The_given_document_round_trips() => PlaybookAssert.RoundTrips(PlaybookAssert.Reads(TestDocuments.AsGiven));

    [Fact]
    public void MediMates_playbook_loads_without_error_or_warning()
    {
        var reading = PlaybookMarkdown.Read(TestDocuments.MediMate, "medimate.md");

        var overlap = Assert.Single(reading.Findings);
        Assert.Equal(("MMI1131", FindingLevel.Info), (overlap.Code, overlap.Level));
        Assert.NotNull(reading.Playbook);
        PlaybookAssert.RoundTrips(reading.Playbook);
    }

    [Fact]
    public void MediMates_playbook_says_what_the_given_document_says()
    {
        var given = PlaybookAssert.Reads(TestDocuments.AsGiven);
        var own = PlaybookAssert.Reads(TestDocuments.MediMate);

        // Owners and periods are written behind the document's own words.
        Assert.Equal(given.Responsibilities.Length, own.Responsibilities.Length);
        Assert.All(given.Responsibilities.Zip(own.Responsibilities), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(given.Duties.Length, own.Duties.Length);
        Assert.All(given.Duties.Zip(own.Duties), pair => Assert.Equal((pair.First.Section, true), (pair.Second.Section, pair.Second.Text.StartsWith(pair.First.Text, StringComparison.Ordinal))));

        // The text in Malay stands beside the document's own.
        PlaybookAssert.Equal(
            given,
            own with
            {
                Templates = [.. own.Templates.Where(template => template.Language is null)],
                TimeZone = given.TimeZone,
                DefaultLevel = null,
                OnCall = null,
                Levels = [.. own.Levels.Select(level => level with { Lifecycle = null, AcknowledgementTimeout = null })],
                Responsibilities = given.Responsibilities,
                Features = [],
                Duties = given.Duties,
                Clocks = [],
                Ladders = [],
                Contacts = given.Contacts,
                Notes = [.. own.Notes.Where(note => note.Title is not ("Escalation" or "Contact Information"))],
            });
    }

    [Fact]
    public void MediMates_playbook_has_the_ladders_and_clocks_of_the_company()
    {
        var playbook = PlaybookAssert.Reads(TestDocuments.MediMate);

        Assert.Equal(
            [
                "P0 +0 On-call Engineer sms", "P0 +5 Engineering Manager sms", "P0 +10 CTO sms", "P1 +0 On-call Engineer sms",
                "P1 +15 Engineering Manager sms", "P2 +0 On-call Engineer sms", "P2 +60 Engineering Manager sms", "P3 +0 On-call Engineer mail",
            ],
            playbook.Ladders.SelectMany(ladder => ladder.Steps.Select(step =>
                $"{ladder.Level} +{step.Offset.TotalMinutes} {Assert.Single(step.Targets)} {Assert.Single(step.Channels)}")));
        Assert.Equal(["15/2", "30/1", "/0", "/0"], playbook.Ladders.Select(ladder => $"{ladder.Cycle?.TotalMinutes}/{ladder.Repeats}"));
        var clock = Assert.Single(playbook.Clocks);
        Assert.Equal(ClockNames.Response, clock.Name);
        Assert.Equal(["P0 15", "P1 60", "P2 240", "P3 1440"], clock.Targets.Select(target => $"{target.Level} {target.Within.TotalMinutes}"));
        Assert.Equal([0.8m], clock.Warnings);
        Assert.Equal("Asia/Kuala_Lumpur", playbook.TimeZone);
        Assert.All(playbook.Team, role => Assert.Contains(playbook.Contacts, contact => contact.Name == role.Name && contact.Reference!.StartsWith("config:Contacts:", StringComparison.Ordinal)));
    }

    private static string[] WordsOf(string text) =>
        new string([.. text.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
