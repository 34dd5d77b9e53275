using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Benchmarks;

/// <summary>A playbook of the usual size: four levels, five roles, checklists of which three or four items guard each phase, a ladder for P0.</summary>
internal static class BenchmarkPlaybook
{
    public static Playbook Create() => new()
    {
        Name = "Incident response playbook",
        TimeZone = "Asia/Kuala_Lumpur",
        Levels =
        [
            Level("P0", "Critical", Duration.FromMinutes(15), "Complete app down", "data breach"),
            Level("P1", "High", Duration.FromHours(1), "Core feature broken", "security risk"),
            Level("P2", "Medium", Duration.FromHours(4), "Minor feature failure", "performance issues"),
            Level("P3", "Low", Duration.FromHours(24), "UI glitch", "non-critical bug"),
        ],
        Team =
        [
            new TeamRole { Name = "On-call Engineer" },
            new TeamRole { Name = "Engineering Manager" },
            new TeamRole { Name = "CTO", Levels = ["P0"] },
            new TeamRole { Name = "Support Team Lead" },
            new TeamRole { Name = "Product Manager" },
        ],
        Phases =
        [
            Phase(IncidentPhase.Assessing, "Initial Assessment", "Classify severity", "Gather initial information", "Determine potential impact"),
            Phase(IncidentPhase.Containing, "Containment", "Isolate affected systems", "Prevent further damage", "Warn the support team"),
            Phase(IncidentPhase.Investigating, "Investigation", "Root cause analysis", "Gather technical evidence", "Document findings"),
            Phase(IncidentPhase.Resolving, "Resolution", "Develop fix", "Test solution", "Implement carefully", "Verify restoration of service"),
            Phase(IncidentPhase.Communicating, "Communication", "Internal stakeholders", "External users", "Manage expectations"),
            Phase(IncidentPhase.Reviewing, "Post-Incident Review", "Blameless analysis", "Identify improvement areas", "Update documentation"),
        ],
        Ladders =
        [
            new Ladder
            {
                Name = "critical",
                Level = "P0",
                Steps =
                [
                    new LadderStep { Offset = Duration.Zero, Targets = ["On-call Engineer"] },
                    new LadderStep { Offset = Duration.FromMinutes(5), Targets = ["Engineering Manager"] },
                    new LadderStep { Offset = Duration.FromMinutes(10), Targets = ["CTO"] },
                ],
                Cycle = Duration.FromMinutes(15),
                Repeats = 2,
            },
        ],
    };

    private static SeverityLevel Level(string name, string title, Duration responseTime, params ImmutableArray<string> examples) => new()
    {
        Name = name,
        Title = title,
        ResponseTime = responseTime,
        Examples = examples,
    };

    private static PlaybookPhase Phase(IncidentPhase phase, string title, params ImmutableArray<string> items) => new()
    {
        Phase = phase,
        Title = title,
        Items = [.. items.Select((text, i) => new ChecklistItem { Id = $"{phase}-{i + 1}", Text = text })],
    };
}
