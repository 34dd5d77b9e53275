using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Semantics, 2: phases and their guards.</summary>
internal sealed partial class ModelIncident
{
    private const string System = "system";
    private const string Short = "short lifecycle";
    private const string OneCall = "resolved in one call";

    /// <summary>Gives a command to the incident. What the command itself makes due is done once the other incidents of the commit are.</summary>
    /// <returns>Whether it was accepted; after a refusal the incident is of no use.</returns>
    public bool Execute(ModelStep step, Instant now)
    {
        // What was due before is done first; what is due at this very instant comes after the command.
        CatchUp(now);
        if (At(step, now) is not { } at)
        {
            return false;
        }

        ActAs(step.By);
        return step.Do switch
        {
            "snooze" => Snooze(step, at, now),
            "reassign" => Reassign(step, at, now),
            "escalateNow" => EscalateNow(step, now),
            "acknowledge" => Acknowledge(step, at, now),
            "beginAssessment" => Begin(PhaseTrigger.BeginAssessment, step, at, now),
            "beginContainment" => Begin(PhaseTrigger.BeginContainment, step, at, now),
            "beginInvestigation" => Begin(PhaseTrigger.BeginInvestigation, step, at, now),
            "beginResolution" => Begin(PhaseTrigger.BeginResolution, step, at, now),
            "confirmResolution" => Begin(PhaseTrigger.ConfirmResolution, step, at, now),
            "beginReview" => Begin(PhaseTrigger.BeginReview, step, at, now),
            "close" => Begin(PhaseTrigger.Close, step, at, now),
            "stepBack" => StepBack(step, at, now),
            "reopen" => Phase is IncidentPhase.Communicating or IncidentPhase.Reviewing or IncidentPhase.Closed && BeginAgain(PhaseTrigger.Reopen, step, at, now),
            "restore" => Phase == IncidentPhase.Cancelled && BeginAgain(PhaseTrigger.Restore, step, at, now),
            "cancel" => Cancel(step, at, now),
            "resolve" => Resolve(step, at, now),
            "changeSeverity" => ChangeSeverity(step, at, now),
            "acceptSuggestion" => AcceptSuggestion(step, at, now),
            "rejectSuggestion" => RejectSuggestion(step, at, now),
            "attachSignal" => Attach(step, Playbook.Opinion(step.Text("summary")!, step.Labels), at, now),
            "pauseClock" => PauseClock(step, at, now),
            "resumeClock" => ResumeClock(step, at, now),
            _ => Work(step, at, now),
        };
    }

    private static bool Says(ModelStep step, string field) => !string.IsNullOrWhiteSpace(step.Text(field));

    private static IncidentPhase? Target(PhaseTrigger trigger, IncidentPhase from) => (trigger, from) switch
    {
        (PhaseTrigger.BeginAssessment, IncidentPhase.Detected) => IncidentPhase.Assessing,
        (PhaseTrigger.BeginContainment, IncidentPhase.Assessing) => IncidentPhase.Containing,
        (PhaseTrigger.BeginInvestigation, IncidentPhase.Assessing or IncidentPhase.Containing) => IncidentPhase.Investigating,
        (PhaseTrigger.BeginResolution, IncidentPhase.Containing or IncidentPhase.Investigating) => IncidentPhase.Resolving,
        (PhaseTrigger.ConfirmResolution, IncidentPhase.Resolving) => IncidentPhase.Communicating,
        (PhaseTrigger.BeginReview, IncidentPhase.Communicating) => IncidentPhase.Reviewing,
        (PhaseTrigger.Close, IncidentPhase.Reviewing) => IncidentPhase.Closed,
        _ => null,
    };

    private bool Begin(PhaseTrigger trigger, ModelStep step, Instant at, Instant now)
    {
        var waived = trigger == PhaseTrigger.BeginInvestigation ? step.Text("waiveContainment") : null;
        if (Target(trigger, Phase) is not { } to || waived is not null && string.IsNullOrWhiteSpace(waived) || OpenItems(Phase).Any())
        {
            return false;
        }

        var skipsContainment = trigger == PhaseTrigger.BeginInvestigation && Phase == IncidentPhase.Assessing;
        var needsContainment = skipsContainment && IsFull && !Won.Contains(IncidentPhase.Containing);
        var isAllowed = trigger switch
        {
            PhaseTrigger.BeginContainment => IsConfirmed && HasImpact,
            PhaseTrigger.BeginInvestigation => IsConfirmed && (!needsContainment || waived is not null),
            PhaseTrigger.ConfirmResolution => Won.Contains(IncidentPhase.Resolving),
            PhaseTrigger.BeginReview => Won.Contains(IncidentPhase.Communicating),
            PhaseTrigger.Close => Won.Contains(IncidentPhase.Reviewing),
            _ => true,
        };
        if (!isAllowed)
        {
            return false;
        }

        TakeChargeToo(step.By, at, now);
        Move(trigger, to, step.By, waived, at, now);
        if (skipsContainment && waived is not null)
        {
            Won.Add(IncidentPhase.Containing);
            TellOf(now, at, "PhaseSkipped", ("phase", "Containing"), ("reason", waived));
        }

        return true;
    }

    /// <summary>Lists the required items of a phase that nobody has done or skipped.</summary>
    private IEnumerable<string> OpenItems(IncidentPhase phase) =>
        Playbook.Items(phase).Where(item => item.IsRequired && !Settled.ContainsKey(item.Id)).Select(item => item.Id);

    private void Move(PhaseTrigger trigger, IncidentPhase to, string by, string? reason, Instant at, Instant now)
    {
        var from = Phase;
        if (from == IncidentPhase.Containing && trigger is PhaseTrigger.BeginInvestigation or PhaseTrigger.BeginResolution)
        {
            Won.Add(IncidentPhase.Containing);
        }

        if (to >= IncidentPhase.Communicating)
        {
            TellUntold(now);
        }

        Phase = to;
        PhaseChangedAt = at;
        TellOf(now, at, "PhaseChanged", [("from", from.ToString()), ("to", to.ToString()), ("trigger", trigger.ToString()), ("by", by), .. Reason(by, reason)]);
        if (trigger == PhaseTrigger.ConfirmResolution)
        {
            ResolvedAt = now;
            StopClock(ClockNames.Resolution, at, now);
            CancelClock(Cadence, now);
            if (!Won.Contains(IncidentPhase.Reviewing))
            {
                StartClock(Review, now, now);
            }

            EndLadder(now);
        }
    }

    /// <summary>A person's reason is kept; the engine gives its own in words of its own.</summary>
    private static IEnumerable<(string Name, object? Value)> Reason(string by, string? reason) => by == System ? [] : [("reason", reason)];

    private bool StepBack(ModelStep step, Instant at, Instant now)
    {
        var to = Enum.Parse<IncidentPhase>(step.Text("to")!);
        var isBack = Phase == IncidentPhase.Reviewing
            ? to == IncidentPhase.Communicating
            : Phase is > IncidentPhase.Assessing and <= IncidentPhase.Resolving && to is >= IncidentPhase.Assessing && to < Phase;
        if (!isBack || !Says(step, "reason"))
        {
            return false;
        }

        TakeChargeToo(step.By, at, now);
        Move(PhaseTrigger.StepBack, to, step.By, step.Text("reason"), at, now);
        TakeBack(to, step.By, at, now);
        return true;
    }

    /// <summary>Takes back what was won in later phases, and opens their items again.</summary>
    private void TakeBack(IncidentPhase to, string by, Instant at, Instant now)
    {
        // Containment is won by leaving it, everything else within its phase.
        Won.RemoveWhere(won => won > to || (won == to && won == IncidentPhase.Containing));
        foreach (var (phase, item) in Playbook.AllItems().Where(known => known.Phase > to))
        {
            if (Settled.Remove(item.Id))
            {
                TellOf(now, at, "ItemReopened", ("by", by), ("item", item.Id));
            }
        }
    }

    /// <summary>Begins a cycle: by a person response is met at once and nobody is paged, by a signal it pages from the start.</summary>
    private bool BeginAgain(PhaseTrigger trigger, ModelStep step, Instant at, Instant now)
    {
        if (!Says(step, "reason"))
        {
            return false;
        }

        BeginAgain(trigger, step.By, step.Text("reason"), at, now);
        return true;
    }

    private void BeginAgain(PhaseTrigger trigger, string by, string? reason, Instant at, Instant now)
    {
        var isPerson = by != System;
        var to = trigger == PhaseTrigger.Reopen ? IncidentPhase.Investigating : IncidentPhase.Assessing;
        Cycle++;
        CycleStartedAt = at;
        CycleRecordedAt = now;
        AcknowledgedBy = null;
        WasAcknowledged = isPerson;
        Responders = [];
        Suggestions = [];
        LevelsReached = [Level];
        if (isPerson)
        {
            AcknowledgedBy = by;
            Watch(now);
            TellOf(now, at, "Acknowledged", ("by", by), ("implied", true), ("cycle", Cycle));
        }

        Move(trigger, to, by, reason, at, now);
        TakeBack(to, by, at, now);
        TellOf(now, at, trigger == PhaseTrigger.Reopen ? "Reopened" : "Restored", [("cycle", Cycle), ("by", by), .. Reason(by, reason)]);
        TellWhoMustKnow();
        CancelClock(Review, now);
        StartClocks(now);
        if (isPerson)
        {
            StopClock(ClockNames.Response, now, now);
        }
        else
        {
            StartLadder(now, now);
        }
    }

    private bool Cancel(ModelStep step, Instant at, Instant now)
    {
        if (!IsActive || !Says(step, "reason"))
        {
            return false;
        }

        Move(PhaseTrigger.Cancel, IncidentPhase.Cancelled, step.By, step.Text("reason"), at, now);
        TellOf(now, at, "Cancelled", ("cycle", Cycle), ("by", step.By), ("reason", step.Text("reason")), ("duplicateOf", step.Text("duplicateOf")));
        CancelClocks(now);
        EndLadder(now);
        return true;
    }

    /// <summary>Gets when the incident closes by itself: nobody took charge, and every key has been quiet for a while (2).</summary>
    public Instant? SelfResolvesAt => IsActive && !WasAcknowledged && IsQuiet && Playbook.SelfResolves(Level)
        ? QuietSince + Playbook.Source.QuietFor
        : null;

    private void SelfResolve(Instant now)
    {
        TellUntold(now);
        var from = Phase;
        var due = SelfResolvesAt!.Value;
        Phase = IncidentPhase.Closed;
        PhaseChangedAt = due;
        ResolvedAt = due;
        TellOf(now, due, "PhaseChanged", ("from", from.ToString()), ("to", "Closed"), ("trigger", "SelfResolve"), ("by", System));
        TellOf(now, due, "SelfResolved", ("cycle", Cycle));
        CancelClocks(now, due);
        EndLadder(now);
    }

    /// <summary>One call for the whole way: at a short level it stands for the guards, at a full one it only walks.</summary>
    private bool Resolve(ModelStep step, Instant at, Instant now)
    {
        var isVerified = step.Flag("verified") || Won.Contains(IncidentPhase.Resolving);
        var way = Way();
        if (!IsActive || !Says(step, "summary") || !isVerified)
        {
            return false;
        }

        if (IsFull && (!IsConfirmed
            || Phase != IncidentPhase.Containing && Phase != IncidentPhase.Resolving && !Won.Contains(IncidentPhase.Containing)
            || way.Exists(passed => OpenItems(passed.From).Any())))
        {
            return false;
        }

        var (by, summary) = (step.By, step.Text("summary")!);
        TakeChargeToo(by, at, now);
        if (!IsFull)
        {
            Stand(step, by, summary, at, now);
        }
        else
        {
            if (step.Flag("verified"))
            {
                Won.Add(IncidentPhase.Resolving);
                TellOf(now, at, "RestorationVerified", ("by", by), ("how", summary));
            }

            // What users noticed is still to be told to them; that they were told, or that there is nothing to tell, is the last word.
            if (step.Text("userImpact") is not ("none" or "told"))
            {
                if (!HasImpact)
                {
                    HasImpact = true;
                    TellOf(now, at, "ImpactDescribed", ("by", by), ("text", step.Text("userImpact")));
                }
            }
            else
            {
                Won.Add(IncidentPhase.Communicating);
                TellOf(now, at, "UsersTold", ("by", by));
            }
        }

        var first = Phase;
        foreach (var (_, trigger, to) in way)
        {
            var from = Phase;
            Move(trigger, to, by, reason: null, at, now);
            if (from != first)
            {
                TellOf(now, at, "PhaseSkipped", ("phase", from.ToString()), ("reason", IsFull ? OneCall : Short));
            }
        }

        return true;
    }

    private void Stand(ModelStep step, string by, string summary, Instant at, Instant now)
    {
        // The caller's word confirms the level.
        if (!IsConfirmed)
        {
            IsChosen = true;
            Confirm(by, at, now);
        }

        foreach (var (phase, item) in Playbook.AllItems().Where(known => known.Phase >= Phase && known.Item.IsRequired))
        {
            if (Settled.TryAdd(item.Id, value: false))
            {
                TellOf(now, at, "ItemSkipped", ("by", by), ("item", item.Id), ("reason", Short));
            }
        }

        if (step.Flag("verified"))
        {
            TellOf(now, at, "RestorationVerified", ("by", by), ("how", summary));
        }

        TellOf(now, at, "UsersTold", ("by", by));
        TellOf(now, at, "ReviewCompleted", ("by", by), ("summary", summary), ("improvements", "none"), ("reason", Short));
        Won.UnionWith([IncidentPhase.Resolving, IncidentPhase.Communicating, IncidentPhase.Reviewing]);
    }

    /// <summary>Gives the way of one call: from Assessing straight to Investigating, from Containing straight to Resolving.</summary>
    private List<(IncidentPhase From, PhaseTrigger Trigger, IncidentPhase To)> Way()
    {
        var way = new List<(IncidentPhase, PhaseTrigger, IncidentPhase)>();
        var end = IsFull ? IncidentPhase.Communicating : IncidentPhase.Closed;
        for (var at = Phase; IsActive && at != end;)
        {
            var trigger = at switch
            {
                IncidentPhase.Detected => PhaseTrigger.BeginAssessment,
                IncidentPhase.Assessing => PhaseTrigger.BeginInvestigation,
                IncidentPhase.Containing or IncidentPhase.Investigating => PhaseTrigger.BeginResolution,
                IncidentPhase.Resolving => PhaseTrigger.ConfirmResolution,
                IncidentPhase.Communicating => PhaseTrigger.BeginReview,
                _ => PhaseTrigger.Close,
            };
            var to = Target(trigger, at)!.Value;
            way.Add((at, trigger, to));
            at = to;
        }

        return way;
    }
}
