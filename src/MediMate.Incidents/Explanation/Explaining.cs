using NodaTime;

namespace MediMate.Incidents;

/// <summary>Explains an incident, by the same machine and guards that decide.</summary>
internal static class Explaining
{
    public static IncidentExplanation Explain(Incident incident, CompiledPlaybook playbook, Instant now) => new()
    {
        Incident = incident,
        At = now,
        Triggers = [.. playbook.Machines.Triggers(incident.Phase).Select(trigger => Explain(incident, playbook, trigger))],
        Clocks = [.. incident.Clocks.Select(clock => Explain(clock, now))],
        Items = [.. playbook.Items(incident.Phase).Select(item => Explain(incident, item))],
    };

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

    private static ItemExplanation Explain(Incident incident, ChecklistItem item) => new()
    {
        Id = item.Id,
        Text = item.Text,
        IsRequired = item.IsRequired,
        IsOpen = incident.IsOpen(item),
    };
}
