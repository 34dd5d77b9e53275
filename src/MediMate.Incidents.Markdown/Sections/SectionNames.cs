using System.Collections.Frozen;

namespace MediMate.Incidents.Sections;

/// <summary>The names by which headings speak of the parts of a playbook.</summary>
internal static class SectionNames
{
    private static readonly (SectionKind Meaning, string[] Names)[] Parts =
    [
        (SectionKind.Group, ["Incident Classification", "Classification"]),
        (SectionKind.Severity, ["Severity Levels", "Severity", "Severities", "Incident Severity", "Incident Severity Levels", "Severity Classification", "Severity Matrix", "Severity Table", "Severity Definitions", "Incident Levels", "Incident Severities", "Priority Levels", "Priorities", "Incident Priorities", "Priority Matrix"]),
        (SectionKind.Team, ["Core Team", "Team", "Incident Response Team", "Incident Team", "Response Team", "Core Response Team", "Team Members", "On-call Team", "Responders", "Incident Responders"]),
        (SectionKind.Responsibilities, ["Roles and Responsibilities", "Responsibilities", "Responsibility", "Team Responsibilities", "Role Responsibilities", "Responsibilities and Roles", "Who Does What"]),
        (SectionKind.Workflow, ["Incident Management Workflow", "Workflow", "Incident Workflow", "Response Workflow", "Incident Response Workflow", "Phases", "Incident Phases", "Incident Process", "Process"]),
        (SectionKind.Scenarios, ["Specific Incident Scenarios", "Incident Scenarios", "Scenarios", "Common Scenarios", "Specific Scenarios", "Runbooks"]),
        (SectionKind.Rollback, ["Rollback Procedures", "Rollback", "Rollback Plan", "Roll back"]),
        (SectionKind.RollbackTriggers, ["Automated Rollback Triggers", "Automatic Rollback Triggers", "Rollback Triggers", "Rollback Criteria", "Rollback Conditions", "Automated Rollback Criteria", "Automatic Rollback Criteria", "Automated Rollback Conditions", "Automatic Rollback Conditions", "When to Roll Back"]),
        (SectionKind.RollbackSteps, ["Rollback Steps", "How to Roll Back"]),
        (SectionKind.Templates, ["Communication Templates", "Message Templates", "Notification Templates", "Templates"]),
        (SectionKind.StandingDuties, ["Standing Duties", "Duties"]),
        (SectionKind.Duties, ["Monitoring and Prevention", "Monitoring", "Prevention", "Continuous Monitoring", "Preventive Measures", "Preventative Measures", "Training and Preparedness", "Training", "Preparedness", "Readiness", "Training and Readiness", "Training and Drills", "Drills and Training", "Drills", "Prevention and Monitoring", "Recurring Duties", "Routine Duties", "Legal and Compliance", "Compliance and Legal", "Legal", "Compliance", "Documentation"]),
        (SectionKind.Contacts, ["Contact Information", "Contacts", "Contact", "Contact List", "Contact Details", "Contact Directory", "Emergency Contacts", "Key Contacts", "Who to Call"]),
        (SectionKind.Calendars, ["Calendars", "Calendar", "Working Hours", "Business Hours", "Office Hours", "Support Hours", "Service Hours"]),
        (SectionKind.Clocks, ["Clocks", "Incident Clocks", "Clock Targets"]),
        (SectionKind.Ladders, ["Escalation", "Escalations", "Escalation Ladder", "Ladders", "Escalation Timing", "Escalation Policy", "Escalation Steps", "Escalation Table", "Escalation Matrix"]),
        (SectionKind.Rules, ["Escalation Rules", "Rules", "Rules of Escalation", "Notification Rules"]),
        (SectionKind.Audiences, ["Audiences", "Audience", "Who Is Told"]),
        (SectionKind.Features, ["Features", "Critical Features", "Key Features", "Core Features", "Named Features"]),
        (SectionKind.Heartbeats, ["Heartbeats", "Heartbeat", "Heartbeat Monitors", "Heartbeat Monitoring", "Expected Signals"]),
        (SectionKind.Settings, ["Settings", "Playbook Settings"]),
        (SectionKind.Notes, ["Notes"]),
    ];

    private static readonly (IncidentPhase Meaning, string[] Names)[] PhaseNames =
    [
        (IncidentPhase.Detected, ["Detection", "Detect", "Detected", "Detecting", "Incident Detection"]),
        (IncidentPhase.Assessing, ["Initial Assessment", "Assessment", "Assess", "Assessing", "Triage"]),
        (IncidentPhase.Containing, ["Containment", "Contain", "Containing"]),
        (IncidentPhase.Investigating, ["Investigation", "Investigate", "Investigating", "Diagnosis"]),
        (IncidentPhase.Resolving, ["Resolution", "Resolve", "Resolving"]),
        (IncidentPhase.Communicating, ["Communication", "Communicate", "Communicating"]),
        (IncidentPhase.Reviewing, ["Post-Incident Review", "Incident Review", "Review", "Reviewing", "Postmortem", "Post-mortem", "Retrospective"]),
    ];

    private static readonly FrozenDictionary<string, SectionKind> Kinds = Table(Parts);

    private static readonly FrozenDictionary<string, IncidentPhase> Phases = Table(PhaseNames);

    /// <summary>Gets the names of parts as people write them.</summary>
    public static IEnumerable<string> OfParts => Parts.SelectMany(row => row.Names);

    /// <summary>Gets the names of phases as people write them.</summary>
    public static IEnumerable<string> OfPhases => PhaseNames.SelectMany(row => row.Names);

    public static SectionKind KindOf(string heading) => Kinds.GetValueOrDefault(HeadingWords.Of(heading), SectionKind.Note);

    public static IncidentPhase? PhaseOf(string heading) => Phases.TryGetValue(HeadingWords.Of(heading), out var phase) ? phase : null;

    private static FrozenDictionary<string, T> Table<T>((T Meaning, string[] Names)[] rows) =>
        rows.SelectMany(row => row.Names.Select(name => KeyValuePair.Create(HeadingWords.Of(name), row.Meaning)))
            .DistinctBy(pair => pair.Key)
            .ToFrozenDictionary(StringComparer.Ordinal);
}
