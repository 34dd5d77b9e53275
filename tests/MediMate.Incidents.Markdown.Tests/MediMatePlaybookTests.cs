using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Markdown.Tests;

/// <summary>What MediMate's own playbook says, part by part and word for word.</summary>
public sealed class MediMatePlaybookTests
{
    private static readonly Playbook Playbook = PlaybookAssert.Reads(TestDocuments.MediMate);

    [Fact]
    public void Settings_are_read()
    {
        Assert.Equal("MediMate Education Hub: Incident Response Playbook", Playbook.Name);
        Assert.Equal(("Asia/Kuala_Lumpur", "P1", 60d), (Playbook.TimeZone, Playbook.DefaultLevel, Playbook.ReopenWithin.TotalMinutes));
        Assert.Equal(
            ("On-call Engineer", "Support Team Lead", "Emergency Support", "External Users"),
            (Playbook.OnCall, Playbook.Communications, Playbook.EmergencyContact, Playbook.ExternalAudience));
    }

    [Fact]
    public void Levels_have_their_words_times_and_lifecycles() => Assert.Equal(
        [
            "P0 Critical: System-wide failure, 15, Complete app down/data breach, Full",
            "P1 High: Major functionality impaired, 60, Core feature broken/security risk, Full",
            "P2 Medium: Partial service disruption, 240, Minor feature failure/performance issues, Short",
            "P3 Low: Cosmetic or minimal impact, 1440, UI glitch/non-critical bug, Short",
        ],
        Playbook.Levels.Select(level =>
            $"{level.Name} {level.Title}: {level.Description}, {level.ResponseTime.TotalMinutes}, {string.Join('/', level.Examples)}, {level.Lifecycle}"));

    [Fact]
    public void Team_is_in_order_and_the_cto_is_called_at_p0_only() => Assert.Equal(
        ["On-call Engineer ", "Engineering Manager ", "CTO P0", "Support Team Lead ", "Product Manager "],
        Playbook.Team.Select(role => $"{role.Name} {string.Join('/', role.Levels)}"));

    [Fact]
    public void Responsibilities_have_their_owners() => Assert.Equal(
        [
            "Immediate assessment: On-call Engineer", "Containment: On-call Engineer", "Investigation: On-call Engineer",
            "Resolution: Engineering Manager", "Communication: Support Team Lead", "Post-incident review: Product Manager",
        ],
        Playbook.Responsibilities);

    [Fact]
    public void Phases_have_their_titles_and_checklists() => Assert.Equal(
        [
            "Detected Detection: Monitoring alerts, User reports, Automated system checks",
            "Assessing Initial Assessment: Classify severity!, Gather initial information!, Determine potential impact!",
            "Containing Containment: Isolate affected systems!, Prevent further damage!, Activate feature flags if needed",
            "Investigating Investigation: Root cause analysis!, Gather technical evidence!, Document findings!",
            "Resolving Resolution: Develop fix!, Test solution!, Implement carefully!, Verify restoration of service!",
            "Communicating Communication: Internal stakeholders!, External users!, Transparent updates!, Manage expectations!",
            "Reviewing Post-Incident Review: Blameless analysis!, Identify improvement areas!, Update documentation!, Implement preventive measures!",
        ],
        Playbook.Phases.Select(phase => $"{phase.Phase} {phase.Title}: {string.Join(", ", phase.Items.Select(item => item.Text + (item.IsRequired ? "!" : string.Empty)))}"));

    [Fact]
    public void Scenarios_have_their_steps_in_order() => Assert.Equal(
        [
            "Authentication Failure: Immediate password reset, Block suspicious login attempts, Verify no data compromise, Notify affected users",
            "Content Delivery Issues: Switch to backup CDN, Verify content integrity, Restore primary delivery system, Monitor performance metrics",
            "Data Synchronization Problems: Pause sync mechanisms, Validate data consistency, Implement recovery procedures, Restore sync gradually",
            "Performance Degradation: Scale infrastructure, Optimize database queries, Implement caching, Monitor resource usage",
        ],
        Playbook.Scenarios.Select(scenario => $"{scenario.Name}: {string.Join(", ", scenario.Steps)}"));

    [Fact]
    public void Rollback_has_its_triggers_steps_and_features()
    {
        Assert.Equal(["Error rate > 1%", "Critical feature failure", "Security vulnerability detected"], Playbook.Rollback!.Triggers);
        Assert.Equal(
            ["Stop new deployment", "Revert to last stable version", "Restore database state", "Verify system stability", "Analyze rollback logs"],
            Playbook.Rollback.Steps);
        Assert.Equal(
            ["Authentication feature=authentication", "Content delivery feature=content-delivery", "Data synchronization feature=data-synchronization"],
            Playbook.Features.Select(feature => $"{feature.Name} {string.Join('/', feature.Labels.Select(label => $"{label.Name}={label.Value}"))}"));
    }

    [Fact]
    public void Duties_stand_under_their_headings() => Assert.Equal(
        [
            "Continuous Monitoring: Real-time performance metrics", "Continuous Monitoring: Automated vulnerability scanning",
            "Continuous Monitoring: Regular security audits, quarterly",
            "Preventive Measures: Redundant systems", "Preventive Measures: Regular penetration testing, every 6 months",
            "Preventive Measures: Comprehensive logging", "Preventive Measures: Rapid deployment rollback capability",
            "Training and Preparedness: Quarterly incident response drills", "Training and Preparedness: Regular team training, every month",
            "Training and Preparedness: Updated playbook review, quarterly",
            "Legal and Compliance: PDPA compliance procedures", "Legal and Compliance: User data protection protocols",
            "Legal and Compliance: Transparent incident reporting",
            "Documentation: Maintain detailed incident logs", "Documentation: Update runbooks regularly, after each incident",
            "Documentation: Share learnings across team",
        ],
        Playbook.Duties.Select(duty => $"{duty.Section}: {duty.Text}"));

    /// <summary>A heading that nobody knows is a note too, so every other heading is known.</summary>
    [Fact]
    public void Notes_are_what_stands_beside_the_parts_and_every_heading_is_known() => Assert.Equal(
        [
            "Purpose: Provide a structured approach to managing and resolving incidents efficiently and effectively.",
            "Escalation: Each level pages up its ladder until somebody acknowledges.",
            "Contact Information: Numbers and addresses are kept in the configuration of the service, not in this file.",
            "Documentation: Stay prepared, stay resilient!",
        ],
        Playbook.Notes.Select(note => $"{note.Title}: {note.Text}"));

    [Fact]
    public void Every_contact_is_a_configuration_key_of_its_own() => Assert.Equal(
        [
            "On-call Engineer config:Contacts:OnCallEngineer", "Engineering Manager config:Contacts:EngineeringManager", "CTO config:Contacts:Cto",
            "Support Team Lead config:Contacts:SupportTeamLead", "Product Manager config:Contacts:ProductManager",
            "Emergency Support config:Contacts:EmergencySupport", "Security Team config:Contacts:SecurityTeam", "External Users config:Contacts:ExternalUsers",
        ],
        Playbook.Contacts.Select(contact => $"{contact.Name} {contact.Reference}"));

    [Theory]
    [InlineData("On-call Engineer", "OnCallEngineer")]
    [InlineData("Engineering Manager", "EngineeringManager")]
    [InlineData("CTO", "Cto")]
    [InlineData("Support Team Lead", "SupportTeamLead")]
    [InlineData("Product Manager", "ProductManager")]
    [InlineData("Emergency Support", "EmergencySupport")]
    [InlineData("Security Team", "SecurityTeam")]
    [InlineData("External Users", "ExternalUsers")]
    public async Task Contact_is_found_in_the_configuration_of_the_host(string contact, string key)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create($"Contacts:{key}", (string?)"sms:+60123456789")])
            .Build());
        services.AddIncidentResponse(incidents => incidents
            .UsePlaybook(Playbook)
            .AddNotificationChannel("sms", new MemoryChannel())
            .AddNotificationChannel("mail", new MemoryChannel()));
        await using var provider = services.BuildServiceProvider();
        var directory = provider.GetRequiredService<IContactDirectory>();

        var found = Assert.Single(await directory.FindAsync(contact, default, CancellationToken.None));

        Assert.Equal((contact, "sms", "+60123456789"), (found.Id, Assert.Single(found.Methods).Channel, found.Methods[0].Address));
        foreach (var other in Playbook.Contacts.Where(other => other.Name != contact))
        {
            Assert.Empty(await directory.FindAsync(other.Name, default, CancellationToken.None));
        }
    }
}
