using NodaTime;

namespace MediMate.Incidents;

/// <summary>Runs the clocks: starts them with each cycle, warns, tells a breach, stops them.</summary>
internal sealed class ClockFeature : IIncidentFeature
{
    public void React(IncidentEvent cause, IncidentDraft draft)
    {
        ReactOfPlaybook(cause, draft);
        HostClocks.React(cause, draft);
    }

    private static void ReactOfPlaybook(IncidentEvent cause, IncidentDraft draft)
    {
        switch (cause)
        {
            case IncidentDeclared:
                ClockStarting.StartCycle(draft);
                break;
            case Reopened or Restored:
                ClockEnding.Cancel(draft, ClockNames.ReviewDue, "reopened");
                ClockStarting.StartCycle(draft);
                StopIfAcknowledged(draft, cause.RecordedAt);
                break;
            case SeverityChanged e:
                ClockRetargeting.React(e, draft);
                break;
            case Acknowledged e when e.Cycle == draft.Incident.Cycle:
                ClockEnding.Stop(draft, ClockNames.Response, e.OccurredAt);
                break;
            case UpdateSent { Audience: MessageAudience.External }:
                UpdateCadence.Updated(draft);
                break;
            case PhaseChanged { Trigger: PhaseTrigger.ConfirmResolution } e:
                ClockEnding.Cancel(draft, ClockNames.Response, "resolved");
                ClockEnding.Stop(draft, ClockNames.Resolution, e.OccurredAt);
                ClockEnding.Cancel(draft, ClockNames.UpdateCadence, "resolved");
                StartReview(draft);
                break;
            case ReviewCompleted e:
                ClockEnding.Stop(draft, ClockNames.ReviewDue, e.OccurredAt);
                break;
            case Cancelled:
                CancelAll(draft, "cancelled");
                break;
            case SelfResolved e:
                CancelAll(draft, "resolved by itself", e.OccurredAt);
                break;
        }
    }

    public Instant? NextDueAt(Incident incident) => Earliest(incident)?.NextDueAt;

    public void OnDue(IncidentDraft draft)
    {
        var clock = Earliest(draft.Incident)!;
        if (clock.WarningsLeft.IsEmpty)
        {
            if (clock.Name == ClockNames.UpdateCadence)
            {
                UpdateCadence.Missed(draft, clock);
                return;
            }

            draft.Emit(new ClockBreached { Clock = clock.Name, Instance = clock.Instance, Due = clock.Due, OccurredAt = clock.Due });
            return;
        }

        var warning = clock.WarningsLeft[0];
        var following = clock.WarningsLeft.Length > 1 ? clock.WarningsLeft[1].At : clock.Due;

        // After an outage one tick announces only the most severe: what the clock says next has happened too.
        var isAnnounced = !(warning.At < draft.Now && following <= draft.Now);
        var warned = draft.Emit(new ClockWarned
        {
            Clock = clock.Name,
            Instance = clock.Instance,
            Fraction = warning.Fraction,
            IsAnnounced = isAnnounced,
            OccurredAt = warning.At,
        });
        if (isAnnounced)
        {
            Announce(draft, warned, clock, warning);
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
    private static void Announce(IncidentDraft draft, long cause, ClockState clock, ClockWarning warning)
    {
        var incident = draft.Incident;
        var targets = incident is { IsAcknowledged: true, Acknowledgement: { } acknowledgement }
            ? [EscalationTarget.Acknowledger(acknowledgement.By)]
            : incident.Ladder is { LastTargets: { IsEmpty: false } last }
                ? last
                : draft.Playbook.Level(incident.Severity.Level).LadderFor(incident).StepTargets[0];
        var text = FormattableString.Invariant(
            $"{warning.Fraction * 100:0.##} % of the {clock.Name} time has passed; it is due at {MessageRenderer.Time(draft.Playbook, clock.Due)}.");
        draft.Put(OutboxRows.LookUp(draft, cause, MessageKind.Note, MessageAudience.Responders, targets, text));
    }

    private static void StopIfAcknowledged(IncidentDraft draft, Instant at)
    {
        if (draft.Incident.IsAcknowledged)
        {
            ClockEnding.Stop(draft, ClockNames.Response, at);
        }
    }

    /// <summary>The review is due some time after the resolution, unless its word was given with it.</summary>
    private static void StartReview(IncidentDraft draft)
    {
        var incident = draft.Incident;
        if (!incident.Facts.HasFlag(LifecycleFacts.Review)
            && draft.Playbook.Level(incident.Severity.Level).FindClock(ClockNames.ReviewDue) is { } clock)
        {
            ClockStarting.Start(draft, clock);
        }
    }

    private static void CancelAll(IncidentDraft draft, string reason, Instant at = default)
    {
        foreach (var clock in draft.Incident.Clocks)
        {
            ClockEnding.Cancel(draft, clock.Name, reason, at);
        }
    }
}
