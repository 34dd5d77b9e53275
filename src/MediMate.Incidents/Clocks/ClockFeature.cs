using NodaTime;

namespace MediMate.Incidents;

/// <summary>Runs the clocks: starts them with each cycle, warns, tells a breach, stops them.</summary>
internal sealed class ClockFeature : IIncidentFeature
{
    public void React(IncidentEvent cause, IncidentDraft draft)
    {
        switch (cause)
        {
            case IncidentDeclared:
                StartAll(draft);
                break;
            case Reopened or Restored:
                StartAll(draft);
                StopIfAcknowledged(draft, cause.RecordedAt);
                break;
            case Acknowledged e when e.Cycle == draft.Incident.Cycle:
                Stop(draft, ClockNames.Response, e.OccurredAt);
                break;
            case PhaseChanged { Trigger: PhaseTrigger.ConfirmResolution } e:
                Cancel(draft, ClockNames.Response, "resolved");
                Stop(draft, ClockNames.Resolution, e.OccurredAt);
                break;
            case Cancelled:
                Cancel(draft, ClockNames.Response, "cancelled");
                Cancel(draft, ClockNames.Resolution, "cancelled");
                break;
        }
    }

    public Instant? NextDueAt(Incident incident) => Earliest(incident)?.NextDueAt;

    public void OnDue(IncidentDraft draft)
    {
        var clock = Earliest(draft.Incident)!;
        if (clock.WarningsLeft.IsEmpty)
        {
            draft.Emit(new ClockBreached { Clock = clock.Name, Instance = clock.Instance, Due = clock.Due, OccurredAt = clock.Due });
            return;
        }

        var warning = clock.WarningsLeft[0];
        var following = clock.WarningsLeft.Length > 1 ? clock.WarningsLeft[1].At : clock.Due;

        // After an outage one tick announces only the most severe: what the clock says next has happened too.
        var isAnnounced = !(warning.At < draft.Now && following <= draft.Now);
        draft.Emit(new ClockWarned
        {
            Clock = clock.Name,
            Instance = clock.Instance,
            Fraction = warning.Fraction,
            IsAnnounced = isAnnounced,
            OccurredAt = warning.At,
        });
        if (isAnnounced)
        {
            Announce(draft, clock, warning);
        }
    }

    private static ClockState? Earliest(Incident incident)
    {
        ClockState? earliest = null;
        foreach (var clock in incident.Clocks)
        {
            if (clock.NextDueAt is { } due && (earliest is null || due < earliest.NextDueAt))
            {
                earliest = clock;
            }
        }

        return earliest;
    }

    /// <summary>Notes go to the acknowledger if there is one, else to the roles of the last step, else to those of the first.</summary>
    private static void Announce(IncidentDraft draft, ClockState clock, ClockWarning warning)
    {
        var incident = draft.Incident;
        var targets = incident is { IsAcknowledged: true, Acknowledgement: { } acknowledgement }
            ? [new EscalationTarget { Name = acknowledgement.By }]
            : incident.Ladder is { LastTargets: { IsEmpty: false } last }
                ? last
                : draft.Playbook.Level(incident.Severity.Level).StepTargets[0];
        var text = FormattableString.Invariant(
            $"{warning.Fraction * 100:0.##} % of the {clock.Name} time has passed; it is due at {MessageRenderer.Time(draft.Playbook, clock.Due)}.");
        draft.Put(OutboxRows.LookUp(draft, MessageKind.Note, MessageAudience.Responders, targets, text));
    }

    private static void StartAll(IncidentDraft draft)
    {
        var incident = draft.Incident;
        foreach (var clock in draft.Playbook.Level(incident.Severity.Level).Clocks)
        {
            // Measured from when we heard, not from when it happened: the promise starts with the record.
            var start = incident.UpdatedAt;
            draft.Emit(new ClockStarted
            {
                Clock = clock.Name,
                Instance = (Find(incident, clock.Name)?.Instance ?? 0) + 1,
                Level = incident.Severity.Level,
                Target = clock.Target,
                Calendar = clock.Calendar.IsAlways ? null : clock.Calendar.Name,
                Due = clock.DueFrom(start),
                Warnings = clock.WarningsFrom(start),
            });
        }
    }

    private static void StopIfAcknowledged(IncidentDraft draft, Instant at)
    {
        if (draft.Incident.IsAcknowledged)
        {
            Stop(draft, ClockNames.Response, at);
        }
    }

    private static void Stop(IncidentDraft draft, string name, Instant at)
    {
        if (Find(draft.Incident, name) is not { IsRunning: true } clock)
        {
            return;
        }

        var worked = ClockCounting.Worked(clock, draft.Playbook.Calendars, at);

        // A pause keeps it from running out: what had not run out by then was stopped in time.
        if (clock.IsPaused ? clock.IsBreached : at > clock.Due)
        {
            draft.Emit(new ClockStopped { Clock = name, Instance = clock.Instance, Worked = worked, OccurredAt = at });
            return;
        }

        if (clock.IsBreached)
        {
            draft.Emit(new ClockBreachWithdrawn { Clock = name, Instance = clock.Instance, Due = clock.Due });
        }

        draft.Emit(new ClockMet { Clock = name, Instance = clock.Instance, Worked = worked, Result = ClockResult.Met, OccurredAt = at });
    }

    private static void Cancel(IncidentDraft draft, string name, string reason)
    {
        if (Find(draft.Incident, name) is { IsRunning: true } clock)
        {
            draft.Emit(new ClockCancelled { Clock = name, Instance = clock.Instance, Reason = reason });
        }
    }

    private static ClockState? Find(Incident incident, string name) => incident.Clocks.FirstOrDefault(clock => clock.Name == name);
}
