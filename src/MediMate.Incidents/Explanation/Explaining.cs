using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Explains an incident, by the same machine and guards that decide.</summary>
internal static class Explaining
{
    public static IncidentExplanation Explain(Incident incident, CompiledPlaybook playbook, ImmutableArray<IncidentEvent> timeline, Instant now)
    {
        var history = new ChecklistHistory(timeline, incident.Version);
        ImmutableArray<ItemExplanation> items =
            [.. Enum.GetValues<IncidentPhase>().SelectMany(phase => playbook.Items(phase).Select(item => history.Explain(phase, item)))];
        return new IncidentExplanation
        {
            Incident = incident,
            At = now,
            Triggers = [.. playbook.Machines.Triggers(incident.Phase).Select(trigger => Explain(incident, playbook, trigger))],
            Clocks = [.. incident.Clocks.Select(clock => Explain(clock, now))],
            Items = [.. items.Where(item => item.Phase == incident.Phase)],
            Checklist = [.. items, .. history.ExplainOthers(items.Select(item => item.Id).ToHashSet(StringComparer.Ordinal))],
        };
    }

    private static TriggerExplanation Explain(Incident incident, CompiledPlaybook playbook, PhaseTrigger trigger)
    {
        playbook.Machines.TryFire(incident, new PhaseRequest(trigger), out _, out var unmet);
        return new TriggerExplanation { Trigger = trigger, Unmet = unmet };
    }

    private static ClockExplanation Explain(ClockState clock, Instant now)
    {
        var end = clock.StoppedAt ?? now;
        return new ClockExplanation
        {
            Clock = clock,
            Worked = Duration.Max(Duration.Zero, end - clock.StartedAt),
            Remaining = Duration.Max(Duration.Zero, clock.Due - end),
            WhyNotRunning = clock.Result switch
            {
                null => null,
                ClockResult.Cancelled => "it was cancelled",
                ClockResult.Breached => "it was stopped after its due instant",
                _ => "it was stopped in time",
            },
        };
    }
}
