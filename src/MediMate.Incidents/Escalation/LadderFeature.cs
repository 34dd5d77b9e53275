using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Climbs the ladder while the incident is active and nobody has acknowledged.</summary>
internal sealed class LadderFeature : IIncidentFeature
{
    private static readonly Duration EmergencyAtMost = Duration.FromHours(24);

    public void React(IncidentEvent cause, IncidentDraft draft)
    {
        switch (cause)
        {
            case IncidentDeclared or Reopened or Restored when !draft.Incident.IsAcknowledged:
                Start(draft);
                break;
            case AcknowledgementExpired e:
                Start(draft, e.OccurredAt, also: [EscalationTarget.Acknowledger(e.By)]);
                break;
            case Reassigned e:
                HandOver(e, draft);
                break;
            case Acknowledged e when e.Cycle == draft.Incident.Cycle:
                End(draft, "acknowledged");
                break;
            case PhaseChanged { Trigger: PhaseTrigger.ConfirmResolution }:
                End(draft, "resolved");
                break;
            case Cancelled:
                End(draft, "cancelled");
                break;
            case SelfResolved:
                End(draft, "resolved by itself");
                break;
            case SeverityChanged e when draft.Incident.IsActive:
                ChangeLevel(e, draft);
                break;
        }
    }

    public Instant? NextDueAt(Incident incident) => incident.Ladder?.Next?.DueAt;

    public void OnDue(IncidentDraft draft)
    {
        var state = draft.Incident.Ladder!;
        var next = state.Next!;
        if (next.Step > 0)
        {
            RunStep(draft, state, next);
        }
        else
        {
            RunEnd(draft, state, next);
        }
    }

    /// <summary>What comes after the last loop: its end, and then the emergency contact.</summary>
    private static void RunEnd(IncidentDraft draft, LadderState state, EscalationNext next)
    {
        if (state.ExhaustedAt is null)
        {
            Exhaust(draft, state, next);
        }
        else
        {
            CallEmergencyContact(draft, state, next);
        }
    }

    private static CompiledLadder LadderOf(IncidentDraft draft, LadderState state) => draft.Playbook.Level(state.Level).LadderFor(draft.Incident);

    /// <summary>Lets the next step run now, because somebody does not want to wait for it.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool RunNext(IncidentDraft draft)
    {
        if (draft.Incident.Ladder is not { IsEnded: false, Next: { } next } state)
        {
            return false;
        }

        var now = draft.RecordedAt;
        var step = next with { DueAt = now };
        if (next.Step == 0)
        {
            RunEnd(draft, state, step);
            return true;
        }

        var gap = Duration.Max(Duration.Zero, next.DueAt - now);
        var ladder = LadderOf(draft, state);
        var following = LadderPlan.After(ladder.Source, state with { Moved = state.Moved + gap }, next.Loop, next.Step, ResponseDue(draft.Incident));
        Call(draft, state, step, ladder.StepTargets[next.Step - 1], following, isOvertaken: false, gap);
        return true;
    }

    private static void Start(IncidentDraft draft, Instant? at = null, Duration later = default, ImmutableArray<EscalationTarget> also = default)
    {
        var incident = draft.Incident;
        var ladder = draft.Playbook.Level(incident.Severity.Level).LadderFor(incident).Source;
        var from = (at ?? incident.UpdatedAt) + later;
        draft.Emit(new EscalationStarted
        {
            Ladder = ladder.Name,
            Level = incident.Severity.Level,
            Epoch = (incident.Ladder?.Epoch ?? 0) + 1,
            Next = LadderPlan.First(ladder, from),
            EndsAt = LadderPlan.End(ladder, from, ResponseDue(incident)),
            CountsFrom = later == Duration.Zero ? null : from,
            Also = also.OrEmpty(),
            OccurredAt = at ?? incident.UpdatedAt,
        });
    }

    /// <summary>Pages the person now, and begins the ladder after its first gap in case that the page is not answered.</summary>
    private static void HandOver(Reassigned reassigned, IncidentDraft draft)
    {
        End(draft, "reassigned");
        var incident = draft.Incident;
        Start(draft, later: LadderPlan.FirstGap(draft.Playbook.Level(incident.Severity.Level).LadderFor(incident).Source));

        // The page is a step of the first loop before all others: should it reach nobody, the first one runs at once.
        var state = draft.Incident.Ladder!;
        var step = new EscalationNext { Loop = 1, Step = 0, DueAt = draft.RecordedAt };
        Call(draft, state, step, [EscalationTarget.Assignee(reassigned.To)], state.Next, isOvertaken: false);
    }

    private static void ChangeLevel(SeverityChanged changed, IncidentDraft draft)
    {
        if (!changed.IsRise)
        {
            Fall(draft, $"the level fell to {changed.Level}");
        }
        else if (draft.Incident is { IsAcknowledged: true, Acknowledgement: { } acknowledgement })
        {
            // Who took charge of less did not take charge of this, unless they said so themselves.
            if (acknowledgement.By != changed.By.Id)
            {
                draft.Emit(new AcknowledgementCleared { By = acknowledgement.By, Cycle = acknowledgement.Cycle });
                Start(draft);
            }
        }
        else
        {
            End(draft, $"the level rose to {changed.Level}");
            Start(draft);
        }
    }

    /// <summary>The ladder of a lower level counts from the begin of the cycle; what would have come by now does not come any more.</summary>
    private static void Fall(IncidentDraft draft, string reason)
    {
        End(draft, reason);
        var incident = draft.Incident;
        if (incident.IsAcknowledged)
        {
            return;
        }

        var ladder = draft.Playbook.Level(incident.Severity.Level).LadderFor(incident).Source;
        draft.Emit(new EscalationStarted
        {
            Ladder = ladder.Name,
            Level = incident.Severity.Level,
            Epoch = (incident.Ladder?.Epoch ?? 0) + 1,
            Next = LadderPlan.FirstFrom(ladder, incident.CycleRecordedAt, incident.UpdatedAt, ResponseDue(incident)),
            EndsAt = LadderPlan.End(ladder, incident.CycleRecordedAt, ResponseDue(incident)),
            OccurredAt = incident.CycleRecordedAt,
        });
    }

    private static Instant? ResponseDue(Incident incident) => incident.Clocks.FirstOrDefault(clock => clock.Name == ClockNames.Response)?.Due;

    private static void End(IncidentDraft draft, string reason)
    {
        if (draft.Incident.Ladder is { IsEnded: false, Next: not null } state)
        {
            draft.Emit(new EscalationEnded { Ladder = state.Ladder, Level = state.Level, Reason = reason });
        }
    }

    private static void RunStep(IncidentDraft draft, LadderState state, EscalationNext step)
    {
        var ladder = LadderOf(draft, state);
        var next = LadderPlan.After(ladder.Source, state, step.Loop, step.Step, ResponseDue(draft.Incident));

        // Exhaustion at a short level only leaves a note: the page of its last step is not to be lost in it.
        var isOvertaken = IsOvertaken(draft, step, next) && (next.Step > 0 || IsFull(draft));
        Call(draft, state, step, ladder.StepTargets[step.Step - 1], next, isOvertaken);
    }

    private static void Exhaust(IncidentDraft draft, LadderState state, EscalationNext end)
    {
        var exhausted = draft.Emit(new EscalationExhausted
        {
            Ladder = state.Ladder,
            Level = state.Level,
            Next = IsFull(draft) ? end : null,
            OccurredAt = end.DueAt,
        });
        if (!IsFull(draft))
        {
            const string Text = "Nobody has acknowledged, and the escalation is over.";

            // After a fall no step of this ladder may have run: its last step still says whom its end concerns.
            var last = state.LastTargets.IsEmpty ? LadderOf(draft, state).StepTargets[^1] : state.LastTargets;
            draft.Put(OutboxRows.LookUp(draft, exhausted, MessageKind.Note, MessageAudience.Responders, last, Text));
        }
    }

    private static void CallEmergencyContact(IncidentDraft draft, LadderState state, EscalationNext step)
    {
        var following = step.DueAt + LadderPlan.EmergencyCycle(LadderOf(draft, state).Source);
        var next = following <= state.ExhaustedAt + EmergencyAtMost
            ? new EscalationNext { Loop = step.Loop + 1, Step = 0, DueAt = following }
            : null;
        var isOvertaken = next is not null && IsOvertaken(draft, step, next);
        Call(draft, state, step, [new EscalationTarget { Name = draft.Playbook.Source.EmergencyContact }], next, isOvertaken);
    }

    private static void Call(
        IncidentDraft draft,
        LadderState state,
        EscalationNext step,
        ImmutableArray<EscalationTarget> targets,
        EscalationNext? next,
        bool isOvertaken,
        Duration moved = default)
    {
        var all = isOvertaken ? targets : Union(state.Overtaken, targets);
        var due = draft.Emit(new EscalationStepDue
        {
            Ladder = state.Ladder,
            Level = state.Level,
            Loop = step.Loop,
            Step = step.Step,
            Targets = all,
            IsAnnounced = !isOvertaken,
            Moved = moved,
            Next = next,
            OccurredAt = step.DueAt,
        });
        if (!isOvertaken)
        {
            var position = new EscalationPosition { Epoch = state.Epoch, Loop = step.Loop, Step = step.Step };
            draft.Put(OutboxRows.LookUp(draft, due, MessageKind.Page, MessageAudience.Responders, all, Lateness(draft, step), position));
        }
    }

    /// <summary>An outage overtook a step when it is late and the next one is due as well: one call for both, then the schedule goes on.</summary>
    private static bool IsOvertaken(IncidentDraft draft, EscalationNext step, EscalationNext next) =>
        step.DueAt < draft.Now && next.DueAt <= draft.Now;

    private static string? Lateness(IncidentDraft draft, EscalationNext step) =>
        draft.Now - step.DueAt >= Duration.FromMinutes(1)
            ? $"Sent late: this call was due at {MessageRenderer.Time(draft.Playbook, step.DueAt)}."
            : null;

    private static bool IsFull(IncidentDraft draft) => draft.Incident.Lifecycle == Lifecycle.Full;

    /// <summary>Puts together whom a call is for: whom an outage overtook, the people of the step, and last who had acknowledged.</summary>
    public static ImmutableArray<EscalationTarget> Union(ImmutableArray<EscalationTarget> also, ImmutableArray<EscalationTarget> targets) => also.IsEmpty
        ? targets
        : [.. also.Where(target => target.Person is null)
            .Concat(targets)
            .Concat(also.Where(target => target.Person is not null))
            .DistinctBy(target => (target.Asked, string.Join(',', target.Channels)))];
}
