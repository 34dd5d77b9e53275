using FsCheck;
using FsCheck.Fluent;
using MediMate.Incidents.Markdown.Tests.Writing;
using NodaTime;

namespace MediMate.Incidents.Markdown.Tests.Building;

/// <summary>A playbook made in code equals the one that a file gives which says the same.</summary>
public sealed class PlaybookBuilderTests
{
    [Fact]
    public void Given_document_can_be_built_in_code()
    {
        var built = new PlaybookBuilder("MediMate Education Hub: Incident Response Playbook")
            .AddLevel("P0", Duration.FromMinutes(15), level => level.Titled("Critical").Described("System-wide failure").WithExamples("Complete app down", "data breach"))
            .AddLevel("P1", Duration.FromHours(1), level => level.Titled("High").Described("Major functionality impaired").WithExamples("Core feature broken", "security risk"))
            .AddLevel("P2", Duration.FromHours(4), level => level.Titled("Medium").Described("Partial service disruption").WithExamples("Minor feature failure", "performance issues"))
            .AddLevel("P3", Duration.FromHours(24), level => level.Titled("Low").Described("Cosmetic or minimal impact").WithExamples("UI glitch", "non-critical bug"))
            .AddRole("On-call Engineer")
            .AddRole("Engineering Manager")
            .AddRole("CTO", "P0")
            .AddRole("Support Team Lead")
            .AddRole("Product Manager")
            .AddResponsibilities("Immediate assessment", "Containment", "Investigation", "Resolution", "Communication", "Post-incident review")
            .AddPhase(IncidentPhase.Detected, "Detection", phase => phase.AddItems("Monitoring alerts", "User reports", "Automated system checks"))
            .AddPhase(IncidentPhase.Assessing, "Initial Assessment", phase => phase.AddItems("Classify severity", "Gather initial information", "Determine potential impact"))
            .AddPhase(IncidentPhase.Containing, "Containment", phase => phase.AddItems("Isolate affected systems", "Prevent further damage", "Activate feature flags if needed"))
            .AddPhase(IncidentPhase.Investigating, "Investigation", phase => phase.AddItems("Root cause analysis", "Gather technical evidence", "Document findings"))
            .AddPhase(IncidentPhase.Resolving, "Resolution", phase => phase.AddItems("Develop fix", "Test solution", "Implement carefully", "Verify restoration of service"))
            .AddPhase(IncidentPhase.Communicating, "Communication", phase => phase.AddItems("Internal stakeholders", "External users", "Transparent updates", "Manage expectations"))
            .AddPhase(IncidentPhase.Reviewing, "Post-Incident Review", phase => phase.AddItems("Blameless analysis", "Identify improvement areas", "Update documentation", "Implement preventive measures"))
            .AddScenario("Authentication Failure", "Immediate password reset", "Block suspicious login attempts", "Verify no data compromise", "Notify affected users")
            .AddScenario("Content Delivery Issues", "Switch to backup CDN", "Verify content integrity", "Restore primary delivery system", "Monitor performance metrics")
            .AddScenario("Data Synchronization Problems", "Pause sync mechanisms", "Validate data consistency", "Implement recovery procedures", "Restore sync gradually")
            .AddScenario("Performance Degradation", "Scale infrastructure", "Optimize database queries", "Implement caching", "Monitor resource usage")
            .AddRollbackTriggers("Error rate > 1%", "Critical feature failure", "Security vulnerability detected")
            .AddRollbackSteps("Stop new deployment", "Revert to last stable version", "Restore database state", "Verify system stability", "Analyze rollback logs")
            .AddTemplate(new MessageTemplate
            {
                Name = "User Notification",
                Audience = MessageAudience.External,
                Text = "We're experiencing [brief description]. Our team is working to resolve this quickly. We apologize for any inconvenience.",
            })
            .AddTemplate(new MessageTemplate
            {
                Name = "Internal Escalation",
                Audience = MessageAudience.Internal,
                Text = "P[X] Incident: [Brief Description]\nImpact: [User/System Effect]\nCurrent Status: [Investigation/Containment/Resolution]\nNext Steps: [Immediate Actions]",
            })
            .AddDuties("Continuous Monitoring", "Real-time performance metrics", "Automated vulnerability scanning", "Regular security audits")
            .AddDuties("Preventive Measures", "Redundant systems", "Regular penetration testing", "Comprehensive logging", "Rapid deployment rollback capability")
            .AddDuties("Training and Preparedness", "Quarterly incident response drills", "Regular team training", "Updated playbook review")
            .AddDuties("Legal and Compliance", "PDPA compliance procedures", "User data protection protocols", "Transparent incident reporting")
            .AddDuties("Documentation", "Maintain detailed incident logs", "Update runbooks regularly", "Share learnings across team")
            .AddContact("Emergency Support", null)
            .AddContact("Engineering Manager", null)
            .AddContact("CTO", null)
            .AddContact("Security Team", null);
        var read = PlaybookAssert.Reads(TestDocuments.AsGiven);

        PlaybookAssert.Equal(read with { Notes = [] }, built.Build());
        PlaybookAssert.Equal(read, read.Notes.Aggregate(built, (builder, note) => builder.AddNote(note.Title, note.Text)).Build());
    }

    [Fact]
    public void Any_playbook_can_be_built_in_code() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(30),
            Prop.ForAll(PlaybookGenerator.Playbooks.ToArbitrary(), playbook => PlaybookAssert.Equal(playbook, Rebuild(playbook))));

    [Fact]
    public void Item_without_a_word_about_it_binds_as_in_a_file()
    {
        var playbook = new PlaybookBuilder("Test")
            .AddLevel("P0", Duration.FromMinutes(15))
            .AddPhase(IncidentPhase.Detected, "Detection", phase => phase.AddItems("Alerts").AddRequired("Look at the board"))
            .AddPhase(IncidentPhase.Containing, "Containment", phase => phase.AddItems("Isolate", "Isolate", "Activate feature flags if needed").AddOptional("Tell the vendor", id: "vendor"))
            .Build();

        Assert.Equal(
            ["alerts False", "look-at-the-board True", "isolate True", "isolate-2 True", "activate-feature-flags-if-needed False", "vendor False"],
            playbook.Phases.SelectMany(phase => phase.Items).Select(item => $"{item.Id} {item.IsRequired}"));
    }

    [Fact]
    public void Build_says_all_that_is_wrong()
    {
        var builder = new PlaybookBuilder("Test")
            .UseTimeZone("Mars/Olympus")
            .UseDefaultLevel("P9")
            .AddLevel("P0", Duration.Zero, level => level.During("Office"))
            .AddLadder("P0", ladder => ladder.AddStep(Duration.Zero, "Nobody").Repeat(Duration.Zero, 1));

        var refused = Assert.Throws<PlaybookException>(builder.Build);

        Assert.Equal(["MMI1003", "MMI1004", "MMI1005", "MMI1011", "MMI1014", "MMI1020"], refused.Findings.Select(finding => finding.Code).Order());
        Assert.All(refused.Findings, finding => Assert.Contains(finding.Code, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Days_over_the_end_of_the_week_are_a_range()
    {
        var playbook = new PlaybookBuilder("Test")
            .AddLevel("P0", Duration.FromMinutes(15))
            .AddCalendar("Night", calendar => calendar.Open(IsoDayOfWeek.Saturday, IsoDayOfWeek.Monday, new LocalTime(22, 0), new LocalTime(6, 0)))
            .Build();

        Assert.Equal(
            [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday], Assert.Single(playbook.Calendars).Windows.Select(window => window.Day));
    }

    private static Playbook Rebuild(Playbook playbook)
    {
        var builder = new PlaybookBuilder(playbook.Name)
            .UseTimeZone(playbook.TimeZone)
            .UseCommunications(playbook.Communications)
            .UseEmergencyContact(playbook.EmergencyContact)
            .UseExternalAudience(playbook.ExternalAudience)
            .ReopenWithin(playbook.ReopenWithin)
            .AddResponsibilities(playbook.Responsibilities);
        builder = playbook.DefaultLevel is { } level ? builder.UseDefaultLevel(level) : builder;
        builder = playbook.GroupBy is { } groupBy ? builder.GroupBy(groupBy, playbook.GroupWithin) : builder;
        builder = playbook.OnCall is { } onCall ? builder.UseOnCall(onCall) : builder;
        foreach (var entry in playbook.Levels)
        {
            builder.AddLevel(entry.Name, entry.ResponseTime, made => Describe(made, entry));
        }

        AddParts(builder, playbook);
        foreach (var phase in playbook.Phases)
        {
            builder.AddPhase(phase.Phase, phase.Title, items => phase.Items.Aggregate(
                items, (made, item) => item.IsRequired ? made.AddRequired(item.Text, item.Id) : made.AddOptional(item.Text, item.Id)));
        }

        if (playbook.Rollback is { } rollback)
        {
            builder.AddRollbackTriggers(rollback.Triggers).AddRollbackSteps(rollback.Steps);
        }

        return builder.Build();
    }

    private static void Describe(LevelBuilder made, SeverityLevel level)
    {
        made.WithExamples(level.Examples);
        _ = level.Title is { } title ? made.Titled(title) : made;
        _ = level.Description is { } description ? made.Described(description) : made;
        _ = level.Lifecycle is { } lifecycle ? made.Walks(lifecycle) : made;
        _ = level.Calendar is { } calendar ? made.During(calendar) : made;
        _ = level.AcknowledgementTimeout is { } timeout ? made.AcknowledgementTimesOut(timeout) : made;
        _ = level.SnoozeAtMost is { } snooze ? made.SnoozesAtMost(snooze) : made;
        foreach (var label in level.Labels)
        {
            made.WithLabel(label.Name, label.Value);
        }
    }

    private static void AddParts(PlaybookBuilder builder, Playbook playbook)
    {
        playbook.Team.ToList().ForEach(role => builder.AddRole(role.Name, role.Levels));
        playbook.Templates.ToList().ForEach(template => builder.AddTemplate(template));
        playbook.Scenarios.ToList().ForEach(scenario => builder.AddScenario(scenario.Name, scenario.Steps));
        playbook.Duties.ToList().ForEach(duty => builder.AddDuties(duty.Section, duty.Text));
        playbook.Contacts.ToList().ForEach(contact => builder.AddContact(contact.Name, contact.Reference));
        playbook.Notes.ToList().ForEach(note => builder.AddNote(note.Title, note.Text));
        playbook.Features.ToList().ForEach(feature => builder.AddFeature(feature.Name, feature.Labels));
        foreach (var heartbeat in playbook.Heartbeats)
        {
            builder.AddHeartbeat(heartbeat.Name, heartbeat.Every, made =>
            {
                made.WithGrace(heartbeat.Grace).Matching(heartbeat.Match).WithLabels(heartbeat.Labels);
                _ = heartbeat.Key is { } key ? made.OnKey(key) : made;
                _ = heartbeat.Level is { } level ? made.DeclaresAt(level) : made;
                _ = heartbeat.Summary is { } summary ? made.Saying(summary) : made;
            });
        }

        foreach (var calendar in playbook.Calendars)
        {
            builder.AddCalendar(calendar.Name, made =>
            {
                _ = calendar.TimeZone is { } zone ? made.UseTimeZone(zone) : made;
                made.Close(calendar.ClosedDates);
                calendar.Windows.ToList().ForEach(window => made.Open(window.Day, window.Opens, window.Closes));
                calendar.ExtraWindows.ToList().ForEach(extra => made.OpenOn(extra.Date, extra.Opens, extra.Closes));
            });
        }

        foreach (var clock in playbook.Clocks)
        {
            builder.AddClock(clock.Name, made =>
            {
                made.WarnAt(clock.Warnings);
                _ = clock.IsPausable is { } pausable ? made.Pausable(pausable) : made;
                clock.Targets.ToList().ForEach(target => made.At(target.Level, target.Within, target.Calendar));
            });
        }

        foreach (var ladder in playbook.Ladders)
        {
            builder.AddLadder(ladder.Level, made =>
            {
                made.Named(ladder.Name);
                ladder.Steps.ToList().ForEach(step => made.AddStep(step.Offset, step.Targets, step.Channels));
                ladder.Labels.ToList().ForEach(label => made.ForLabel(label.Name, label.Value));
                _ = ladder.Cycle is { } cycle ? (ladder.UntilAcknowledged ? made.RepeatUntilAcknowledged(cycle) : made.Repeat(cycle, ladder.Repeats)) : made;
            });
        }

        playbook.Rules.ToList().ForEach(rule => builder.AddRule(rule));
        playbook.Audiences.ToList().ForEach(members => builder.AddAudience(members.Audience, members.Who, members.Level));
    }
}
