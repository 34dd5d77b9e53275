using NodaTime;

namespace MediMate.Incidents.Tests.Laws;

/// <summary>Calls the decider itself, with nothing around it.</summary>
internal static class Deciding
{
    private static readonly CompiledPlaybook Playbook = CompiledPlaybook.Compile(TestPlaybooks.WithRules);
    private static readonly IncidentResponseOptions Options = new();

    public static Decision Decide(Incident incident, IncidentCommand command, Instant now) => IncidentDecider.Decide(
        incident,
        command,
        new DecisionInputs
        {
            Playbook = Playbook,
            CurrentPlaybook = Playbook,
            Options = Options,
            NewId = default,
            NewReference = string.Empty,
        },
        now);

    /// <summary>Writes down where an incident stands: everything but when things were recorded, and what an outage overtook.</summary>
    public static string Standing(Incident incident) => string.Join(
        ' ',
        incident.Phase,
        incident.Cycle,
        incident.Acknowledgement,
        incident.Facts,
        incident.Severity.IsConfirmed,
        incident.Impact,
        string.Join(',', incident.Items),
        string.Join(',', incident.Clocks.Select(clock => $"{clock.Name} {clock.Instance} {clock.Due} {clock.IsBreached} {clock.Result} {clock.StoppedAt} {clock.WarningsLeft.Length}")),
        $"{incident.Ladder?.Epoch} {incident.Ladder?.Next} {incident.Ladder?.IsEnded} {incident.Ladder?.ExhaustedAt}");
}
