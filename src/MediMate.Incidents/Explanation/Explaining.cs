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
        Clocks = [.. incident.Clocks.Select(clock => Explain(clock, playbook.Calendars, now))],
        Items = [.. playbook.Items(incident.Phase).Select(item => Explain(incident, item))],
    };

    private static TriggerExplanation Explain(Incident incident, CompiledPlaybook playbook, PhaseTrigger trigger)
    {
        playbook.Machines.TryFire(incident, new PhaseRequest(trigger), out _, out var unmet);
        return new TriggerExplanation { Trigger = trigger, Unmet = unmet };
    }

    private static ClockExplanation Explain(ClockState clock, CalendarSet calendars, Instant now)
    {
        var worked = ClockCounting.Worked(clock, calendars, clock.StoppedAt ?? now);
        return new ClockExplanation
        {
            Clock = clock,
            Worked = worked,
            Remaining = Duration.Max(Duration.Zero, clock.Target - worked),
            WhyNotRunning = clock switch
            {
                { Result: ClockResult.Cancelled } => "it was cancelled",
                { Result: ClockResult.Breached } => "it was stopped after its due instant",
                { Result: not null } => "it was stopped in time",
                { IsPaused: true } => "it is paused",
                _ when !calendars.Find(clock.Calendar).IsOpenAt(now) => $"the calendar \"{clock.Calendar}\" is closed",
                _ => null,
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
