using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The clock that asks for the next update to users, again and again while the incident is active.</summary>
internal static class UpdateCadence
{
    private static readonly Duration RemindAtMost = Duration.FromHours(24);

    /// <summary>An update to users is out: the time to the next one begins.</summary>
    public static void Updated(IncidentDraft draft)
    {
        if (draft.Incident.IsActive && ClockOf(draft) is { } clock)
        {
            ClockEnding.Stop(draft, clock.Name, draft.Incident.UpdatedAt);
            ClockStarting.Start(draft, clock);
        }
    }

    /// <summary>An update was missed: one reminder, and the next one is due a cadence later. After a day nobody is reminded any more.</summary>
    public static void Missed(IncidentDraft draft, ClockState missed)
    {
        var breached = draft.Emit(new ClockBreached { Clock = missed.Name, Instance = missed.Instance, Due = missed.Due, OccurredAt = missed.Due });
        var text = $"An update to users was due at {MessageRenderer.Time(draft.Playbook, missed.Due)}.";
        ImmutableArray<EscalationTarget> reminded = [new EscalationTarget { Name = draft.Playbook.Source.Communications }];
        draft.Put(OutboxRows.LookUp(draft, breached, MessageKind.Note, MessageAudience.Responders, reminded, text));

        var from = missed.RepeatsFrom ?? missed.StartedAt;
        if (ClockOf(draft) is { } clock && clock.DueFrom(draft.Incident.UpdatedAt) <= from + RemindAtMost)
        {
            ClockStarting.Start(draft, clock, from);
        }
    }

    private static CompiledClock? ClockOf(IncidentDraft draft) =>
        draft.Playbook.Level(draft.Incident.Severity.Level).FindClock(ClockNames.UpdateCadence);
}
