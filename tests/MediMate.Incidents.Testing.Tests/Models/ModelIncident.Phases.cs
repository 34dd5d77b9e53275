using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Semantics, 2: phases and their guards.</summary>
internal sealed partial class ModelIncident
{
    private const string System = "system";
    private const string Short = "short lifecycle";
    private const string OneCall = "resolved in one call";

    /// <summary>Gives a command to the incident.</summary>
    /// <returns>Whether it was accepted; after a refusal the incident is of no use.</returns>
    public bool Execute(ModelStep step, Instant now)
    {
        // What was due before is done first; what is due at this very instant comes after the command.
        CatchUp(now);
        var isAccepted = step.Do switch
        {
            "acknowledge" => Acknowledge(step, now),
            "beginAssessment" => Begin(PhaseTrigger.BeginAssessment, step, now),
            "beginContainment" => Begin(PhaseTrigger.BeginContainment, step, now),
            "beginInvestigation" => Begin(PhaseTrigger.BeginInvestigation, step, now),
            "beginResolution" => Begin(PhaseTrigger.BeginResolution, step, now),
            "confirmResolution" => Begin(PhaseTrigger.ConfirmResolution, step, now),
            "beginReview" => Begin(PhaseTrigger.BeginReview, step, now),
            "close" => Begin(PhaseTrigger.Close, step, now),
            "stepBack" => StepBack(step, now),
            "reopen" => Phase is IncidentPhase.Communicating or IncidentPhase.Reviewing or IncidentPhase.Closed && Says(step, "reason") && BeginAgain(PhaseTrigger.Reopen, step, now),
            "restore" => Phase == IncidentPhase.Cancelled && Says(step, "reason") && BeginAgain(PhaseTrigger.Restore, step, now),
            "cancel" => Cancel(step, now),
            "resolve" => Resolve(step, now),
            "changeSeverity" => ChangeSeverity(step, now),
            "pauseClock" => PauseClock(step, now),
            "resumeClock" => ResumeClock(step, now),
            _ => Work(step, now),
        };
        RunMade(now);
        return isAccepted;
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

    private bool Begin(PhaseTrigger trigger, ModelStep step, Instant now)
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

        TakeChargeToo(step.By, now);
        Move(trigger, to, step.By, waived, now);
        if (skipsContainment && waived is not null)
        {
            Won.Add(IncidentPhase.Containing);
            Tell(now, "PhaseSkipped", ("phase", "Containing"), ("reason", waived));
        }

        return true;
    }

    /// <summary>Lists the required items of a phase that nobody has done or skipped.</summary>
    private IEnumerable<string> OpenItems(IncidentPhase phase) =>
        Playbook.Items(phase).Where(item => item.IsRequired && !Settled.ContainsKey(item.Id)).Select(item => item.Id);

    private void Move(PhaseTrigger trigger, IncidentPhase to, string by, string? reason, Instant now)
    {
        var from = Phase;
        if (from == IncidentPhase.Containing && trigger is PhaseTrigger.BeginInvestigation or PhaseTrigger.BeginResolution)
        {
            Won.Add(IncidentPhase.Containing);
        }

        Phase = to;
        PhaseChangedAt = now;
        Tell(now, "PhaseChanged", [("from", from.ToString()), ("to", to.ToString()), ("trigger", trigger.ToString()), ("by", by), .. Reason(by, reason)]);
        if (trigger == PhaseTrigger.ConfirmResolution)
        {
            ResolvedAt = now;
            StopClock(ClockNames.Resolution, now, now);
            EndLadder(now);
        }
    }

    /// <summary>A person's reason is kept; the engine gives its own in words of its own.</summary>
    private static IEnumerable<(string Name, object? Value)> Reason(string by, string? reason) => by == System ? [] : [("reason", reason)];

    private bool StepBack(ModelStep step, Instant now)
    {
        var to = Enum.Parse<IncidentPhase>(step.Text("to")!);
        var isBack = Phase == IncidentPhase.Reviewing
            ? to == IncidentPhase.Communicating
            : Phase is > IncidentPhase.Assessing and <= IncidentPhase.Resolving && to is >= IncidentPhase.Assessing && to < Phase;
        if (!isBack || !Says(step, "reason"))
        {
            return false;
        }

        TakeChargeToo(step.By, now);
        Move(PhaseTrigger.StepBack, to, step.By, step.Text("reason"), now);
        TakeBack(to, step.By, now);
        return true;
    }

    /// <summary>Takes back what was won in later phases, and opens their items again.</summary>
    private void TakeBack(IncidentPhase to, string by, Instant now)
    {
        // Containment is won by leaving it, everything else within its phase.
        Won.RemoveWhere(won => won > to || (won == to && won == IncidentPhase.Containing));
        foreach (var (phase, item) in Playbook.AllItems().Where(known => known.Phase > to))
        {
            if (Settled.Remove(item.Id))
            {
                Tell(now, "ItemReopened", ("by", by), ("item", item.Id));
            }
        }
    }

    /// <summary>Begins a cycle: by a person response is met at once and nobody is paged, by a signal it pages from the start.</summary>
    private bool BeginAgain(PhaseTrigger trigger, ModelStep step, Instant now)
    {
        BeginAgain(trigger, step.By, step.Text("reason"), now);
        return true;
    }

    private void BeginAgain(PhaseTrigger trigger, string by, string? reason, Instant now)
    {
        var isPerson = by != System;
        var to = trigger == PhaseTrigger.Reopen ? IncidentPhase.Investigating : IncidentPhase.Assessing;
        Cycle++;
        CycleStartedAt = now;
        AcknowledgedBy = null;
        if (isPerson)
        {
            AcknowledgedBy = by;
            Tell(now, "Acknowledged", ("by", by), ("implied", true), ("cycle", Cycle));
        }

        Move(trigger, to, by, reason, now);
        TakeBack(to, by, now);
        Tell(now, trigger == PhaseTrigger.Reopen ? "Reopened" : "Restored", [("cycle", Cycle), ("by", by), .. Reason(by, reason)]);
        StartClocks(now);
        if (isPerson)
        {
            StopClock(ClockNames.Response, now, now);
        }
        else
        {
            StartLadder(now);
        }
    }

    private bool Cancel(ModelStep step, Instant now)
    {
        if (!IsActive || !Says(step, "reason"))
        {
            return false;
        }

        Move(PhaseTrigger.Cancel, IncidentPhase.Cancelled, step.By, step.Text("reason"), now);
        Tell(now, "Cancelled", ("cycle", Cycle), ("by", step.By), ("reason", step.Text("reason")));
        CancelClocks(now);
        EndLadder(now);
        return true;
    }

    /// <summary>One call for the whole way: at a short level it stands for the guards, at a full one it only walks.</summary>
    private bool Resolve(ModelStep step, Instant now)
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
        TakeChargeToo(by, now);
        if (!IsFull)
        {
            Stand(step, by, summary, now);
        }
        else
        {
            if (step.Flag("verified"))
            {
                Won.Add(IncidentPhase.Resolving);
                Tell(now, "RestorationVerified", ("by", by), ("how", summary));
            }

            // What users noticed is still to be told to them; that they were told, or that there is nothing to tell, is the last word.
            if (step.Text("userImpact") is not ("none" or "told"))
            {
                if (!HasImpact)
                {
                    HasImpact = true;
                    Tell(now, "ImpactDescribed", ("by", by), ("text", step.Text("userImpact")));
                }
            }
            else
            {
                Won.Add(IncidentPhase.Communicating);
                Tell(now, "UsersTold", ("by", by));
            }
        }

        var first = Phase;
        foreach (var (_, trigger, to) in way)
        {
            var from = Phase;
            Move(trigger, to, by, reason: null, now);
            if (from != first)
            {
                Tell(now, "PhaseSkipped", ("phase", from.ToString()), ("reason", IsFull ? OneCall : Short));
            }
        }

        return true;
    }

    private void Stand(ModelStep step, string by, string summary, Instant now)
    {
        if (!IsConfirmed)
        {
            IsConfirmed = true;
            Tell(now, "SeverityConfirmed", ("level", Level), ("by", by));
        }

        foreach (var (phase, item) in Playbook.AllItems().Where(known => known.Phase >= Phase && known.Item.IsRequired))
        {
            if (Settled.TryAdd(item.Id, value: false))
            {
                Tell(now, "ItemSkipped", ("by", by), ("item", item.Id), ("reason", Short));
            }
        }

        if (step.Flag("verified"))
        {
            Tell(now, "RestorationVerified", ("by", by), ("how", summary));
        }

        Tell(now, "UsersTold", ("by", by));
        Tell(now, "ReviewCompleted", ("by", by), ("summary", summary), ("improvements", "none"), ("reason", Short));
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
