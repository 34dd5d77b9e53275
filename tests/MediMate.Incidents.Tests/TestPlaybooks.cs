using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Tests;

/// <summary>The document's playbook in code, with the example ladder; nobody is informed beside it, so that a test sees only what it is about.</summary>
internal static class TestPlaybooks
{
    public static Playbook Example { get; } = new()
    {
        Name = "Example",
        TimeZone = "Asia/Kuala_Lumpur",
        DefaultLevel = "P1",
        Levels =
        [
            new() { Name = "P0", Title = "Critical", ResponseTime = Duration.FromMinutes(15), Examples = ["Complete app down", "data breach"], MustKnow = [] },
            new() { Name = "P1", Title = "High", ResponseTime = Duration.FromHours(1), Examples = ["Core feature broken", "security risk"] },
            new() { Name = "P2", Title = "Medium", ResponseTime = Duration.FromHours(4), Examples = ["Minor feature failure", "performance issues"] },
            new() { Name = "P3", Title = "Low", ResponseTime = Duration.FromHours(24), Examples = ["UI glitch", "non-critical bug"] },
        ],
        Team =
        [
            new() { Name = "On-call Engineer" },
            new() { Name = "Engineering Manager" },
            new() { Name = "CTO", Levels = ["P0"] },
            new() { Name = "Support Team Lead" },
            new() { Name = "Product Manager" },
        ],
        Ladders =
        [
            Ladder("P0", Duration.FromMinutes(15), 2, ("On-call Engineer", 0), ("Engineering Manager", 5), ("CTO", 10)),
            Ladder("P1", Duration.FromMinutes(30), 1, ("On-call Engineer", 0), ("Engineering Manager", 15)),
            Ladder("P2", cycle: null, 0, ("On-call Engineer", 0), ("Engineering Manager", 60)),
            Ladder("P3", cycle: null, 0, ("On-call Engineer", 0)),
        ],
        Contacts =
        [
            new() { Name = "On-call Engineer", Reference = "aisyah" },
            new() { Name = "Engineering Manager", Reference = "ben" },
            new() { Name = "CTO", Reference = "chen" },
            new() { Name = "Support Team Lead", Reference = "dina" },
            new() { Name = "Emergency Support", Reference = "ems" },
            new() { Name = "External Users", Reference = "users" },
        ],
        Templates =
        [
            new()
            {
                Name = "User Notification",
                Audience = MessageAudience.External,
                Text = "We're experiencing [brief description]. Our team is working to resolve this quickly. We apologize for any inconvenience.",
            },
            new()
            {
                Name = "Internal Escalation",
                Audience = MessageAudience.Internal,
                Text = "P[X] Incident: [Brief Description]\nImpact: [User/System Effect]\nCurrent Status: [Investigation/Containment/Resolution]\nNext Steps: [Immediate Actions]",
            },
        ],
    };

    /// <summary>Gets the example with the document's checklists.</summary>
    public static Playbook WithChecklists { get; } = Example with
    {
        Phases =
        [
            Phase(IncidentPhase.Detected, required: false, "Monitoring alerts", "User reports"),
            Phase(IncidentPhase.Assessing, required: true, "Classify severity", "Determine potential impact"),
            Phase(IncidentPhase.Containing, required: true, "Isolate affected systems"),
            Phase(IncidentPhase.Investigating, required: true, "Root cause analysis"),
            Phase(IncidentPhase.Resolving, required: true, "Develop fix", "Verify restoration of service"),
            Phase(IncidentPhase.Communicating, required: true, "Internal stakeholders"),
            Phase(IncidentPhase.Reviewing, required: true, "Blameless analysis"),
        ],
    };

    /// <summary>The same with working hours, and a resolution clock that follows them at the lower levels.</summary>
    public static Playbook WithClocks { get; } = WithChecklists with
    {
        Calendars = [Clocks.Calendars.Office with { ClosedDates = [new LocalDate(2026, 3, 3)], ExtraWindows = [Clocks.Calendars.Extra("2026-03-03", "10:00-12:00")] }],
        Clocks =
        [
            new()
            {
                Name = ClockNames.Resolution,
                Warnings = [0.5m, 0.8m],
                Targets =
                [
                    new() { Level = "P0", Within = Duration.FromHours(4) },
                    new() { Level = "P1", Within = Duration.FromHours(8), Calendar = "Office" },
                    new() { Level = "P2", Within = Duration.FromHours(16), Calendar = "Office" },
                ],
            },
        ],
    };

    /// <summary>Gets the one with acknowledgements that time out, a ladder by label and rules beside the ladders.</summary>
    public static Playbook WithRules { get; } = WithClocks with
    {
        Levels =
        [
            .. WithClocks.Levels.Select(level => level with
            {
                AcknowledgementTimeout = level.Name switch { "P0" => Duration.FromMinutes(30), "P1" => Duration.FromHours(24), "P2" => Duration.FromHours(2), _ => null },
            }),
        ],
        Ladders = [.. WithClocks.Ladders, Ladder("P1", Duration.FromMinutes(20), 0, ("Engineering Manager", 0)) with { Labels = [new LabelMatch { Name = "service", Value = "login" }], UntilAcknowledged = true }],
        Rules =
        [
            Rule("tell of breaches", RuleTrigger.ClockBreached, EscalationVerb.Tell, MessageKind.Note),
            Rule("climb beside the second step", RuleTrigger.StepRan, EscalationVerb.Climb, MessageKind.Page) with { Step = 2 },
        ],
    };

    private static EscalationRule Rule(string name, RuleTrigger when, EscalationVerb verb, MessageKind kind) =>
        new() { Name = name, When = when, Verb = verb, Roles = ["Engineering Manager"], Kind = kind };

    private static Ladder Ladder(string level, Duration? cycle, int repeats, params (string Role, int Minutes)[] steps) => new()
    {
        Name = level,
        Level = level,
        Cycle = cycle,
        Repeats = repeats,
        Steps = [.. steps.Select(step => new LadderStep { Offset = Duration.FromMinutes(step.Minutes), Targets = [step.Role], Channels = ["sms"] })],
    };

    private static PlaybookPhase Phase(IncidentPhase phase, bool required, params string[] items) => new()
    {
        Phase = phase,
        Title = phase.ToString(),
        Items =
        [
            .. items.Select(item => new ChecklistItem { Id = item.ToLowerInvariant().Replace(' ', '-'), Text = item, IsRequired = required }),
        ],
    };
}
