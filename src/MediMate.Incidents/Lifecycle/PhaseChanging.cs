using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Decides the commands that move an incident to another phase.</summary>
internal static class PhaseChanging
{
    private const LifecycleFacts AllFacts = LifecycleFacts.Containment | LifecycleFacts.Restoration | LifecycleFacts.UsersTold | LifecycleFacts.Review;

    public static Rejection? Decide(PhaseCommand command, IncidentDraft draft)
    {
        var incident = draft.Incident;
        if (CheckInput(command) is { } invalid)
        {
            return invalid;
        }

        var request = new PhaseRequest(
            command.Trigger,
            (command as StepBack)?.To,
            IsContainmentWaived: !string.IsNullOrWhiteSpace((command as BeginInvestigation)?.WaiveContainment));
        if (!draft.Playbook.Machines.TryFire(incident, request, out var to, out var unmet))
        {
            return Refuse(draft, command.Trigger, unmet);
        }

        if (command is Cancel cancel && KeyMoving.Check(cancel, draft) is { } noOriginal)
        {
            return noOriginal;
        }

        Acknowledging.Imply(command, draft);
        Change(draft, command.Trigger, to, ReasonOf(command));
        switch (command)
        {
            case BeginInvestigation { WaiveContainment: { } reason } when incident.Phase == IncidentPhase.Assessing && !string.IsNullOrWhiteSpace(reason):
                draft.Emit(new PhaseSkipped { Phase = IncidentPhase.Containing, Reason = reason });
                break;
            case Cancel c:
                KeyMoving.Cancel(c, draft);
                break;
            case Reopen c:
                Reopen(draft, c.Reason);
                break;
            case Restore c:
                BeginCycle(draft, new Restored { Cycle = incident.Cycle + 1, Reason = c.Reason, PlaybookHash = NewCyclePlaybook(draft), SelfResolveAfter = SelfResolveAfter(draft) });
                break;
        }

        return null;
    }

    /// <summary>Refuses a trigger: with what it lacks, or, where the phase does not have it, with those that it has.</summary>
    public static Rejection Refuse(IncidentDraft draft, PhaseTrigger trigger, ImmutableArray<string> unmet)
    {
        var allowed = draft.Playbook.Machines.Triggers(draft.Incident.Phase);
        return unmet.IsEmpty
            ? Rejections.NotAllowed(draft.Incident, trigger, allowed)
            : Rejections.Unmet(draft.Incident, trigger, unmet, allowed);
    }

    /// <summary>Emits the change itself, and opens the items again that come after the phase gone back to.</summary>
    public static void Change(IncidentDraft draft, PhaseTrigger trigger, IncidentPhase to, string? reason = null)
    {
        var from = draft.Incident.Phase;
        var goesBack = to < from;
        if (draft.Incident.IsActive && !to.IsActive())
        {
            SignalTallying.WriteAll(draft);
        }

        draft.Emit(new PhaseChanged
        {
            From = from,
            To = to,
            Trigger = trigger,
            Reason = reason,
            Gained = from == IncidentPhase.Containing && !goesBack && to != IncidentPhase.Cancelled ? LifecycleFacts.Containment : LifecycleFacts.None,
            Withdrawn = goesBack ? WonAfter(trigger, to) : LifecycleFacts.None,
        });

        if (goesBack)
        {
            ReopenItems(draft, to);
        }
    }

    /// <summary>Begins a new cycle because the fix did not hold; <see cref="Change"/> comes before.</summary>
    public static void Reopen(IncidentDraft draft, string reason) => BeginCycle(
        draft, new Reopened { Cycle = draft.Incident.Cycle + 1, Reason = reason, PlaybookHash = NewCyclePlaybook(draft), SelfResolveAfter = SelfResolveAfter(draft) });

    /// <summary>A new cycle runs under the current playbook, unless that no longer has the incident's level.</summary>
    private static string NewCyclePlaybook(IncidentDraft draft) =>
        draft.Inputs.CurrentPlaybook.FindLevel(draft.Incident.Severity.Level) is null ? draft.Incident.PlaybookHash : draft.Inputs.CurrentPlaybook.Hash;

    private static Duration? SelfResolveAfter(IncidentDraft draft) =>
        (draft.Inputs.CurrentPlaybook.FindLevel(draft.Incident.Severity.Level) ?? draft.Playbook.Level(draft.Incident.Severity.Level)).SelfResolveAfter;

    private static void BeginCycle(IncidentDraft draft, IncidentEvent begun)
    {
        draft.Emit(begun);

        // Another incident may hold a key by now: this one goes on without it, and both say so.
        foreach (var holder in draft.Inputs.KeyHolders)
        {
            if (holder.Id == draft.Incident.Id || !draft.Incident.Keys.Any(key => holder.Keys.Any(held => held.Key == key.Key)))
            {
                continue;
            }

            // It may turn out to have ended meanwhile: then it holds nothing any more.
            var other = draft.Beside(holder);
            foreach (var key in draft.Incident.Keys.Where(key => other.Incident is { IsActive: true } present && present.Keys.Any(held => held.Key == key.Key)))
            {
                var notHeld = new KeyNotHeld { Key = key.Key, Holder = holder.Reference };
                draft.Emit(notHeld);
                other.Emit(notHeld);
            }
        }
    }

    private static LifecycleFacts WonAfter(PhaseTrigger trigger, IncidentPhase to)
    {
        if (trigger == PhaseTrigger.Restore)
        {
            return AllFacts;
        }

        // Users told stays when the incident goes back to communicating, and so on: what was won in the phase gone back to is not lost.
        var withdrawn = LifecycleFacts.None;
        withdrawn |= to < IncidentPhase.Investigating ? LifecycleFacts.Containment : LifecycleFacts.None;
        withdrawn |= to < IncidentPhase.Resolving ? LifecycleFacts.Restoration : LifecycleFacts.None;
        withdrawn |= to < IncidentPhase.Communicating ? LifecycleFacts.UsersTold : LifecycleFacts.None;
        withdrawn |= to < IncidentPhase.Reviewing ? LifecycleFacts.Review : LifecycleFacts.None;
        return withdrawn;
    }

    private static void ReopenItems(IncidentDraft draft, IncidentPhase to)
    {
        for (var phase = to + 1; phase <= IncidentPhase.Reviewing; phase++)
        {
            foreach (var item in draft.Playbook.Items(phase))
            {
                if (!draft.Incident.IsOpen(item))
                {
                    draft.Emit(new ItemReopened { Item = item.Id });
                }
            }
        }
    }

    private static Rejection? CheckInput(PhaseCommand command) => command switch
    {
        StepBack or Incidents.Reopen or Restore or Cancel => CommandChecks.Required(("reason", ReasonOf(command))),
        BeginInvestigation { WaiveContainment: { } reason } => CommandChecks.Required(("the reason for waiving containment", reason)),
        _ => null,
    };

    private static string? ReasonOf(PhaseCommand command) => command switch
    {
        StepBack c => c.Reason,
        Incidents.Reopen c => c.Reason,
        Restore c => c.Reason,
        Cancel c => c.Reason,
        BeginInvestigation c => c.WaiveContainment,
        _ => null,
    };
}
