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
            Clocks = [.. incident.Clocks.Select(clock => Explain(clock, playbook.Calendars, now))],
            Items = [.. items.Where(item => item.Phase == incident.Phase)],
            Checklist = [.. items, .. history.ExplainOthers(items.Select(item => item.Id).ToHashSet(StringComparer.Ordinal))],
        };
    }

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
            Spans = ClockCounting.Explain(clock, calendars, clock.StoppedAt ?? now),
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
}
