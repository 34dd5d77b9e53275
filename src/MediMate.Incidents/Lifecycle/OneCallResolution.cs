using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Decides the resolution in one call: fires the triggers that are left, in one commit.</summary>
internal static class OneCallResolution
{
    private const string ShortReason = "short lifecycle";
    private const string FullReason = "resolved in one call";

    private static readonly ImmutableArray<(IncidentPhase From, PhaseTrigger Trigger, IncidentPhase To)> Route =
    [
        (IncidentPhase.Detected, PhaseTrigger.BeginAssessment, IncidentPhase.Assessing),
        (IncidentPhase.Assessing, PhaseTrigger.BeginInvestigation, IncidentPhase.Investigating),
        (IncidentPhase.Containing, PhaseTrigger.BeginResolution, IncidentPhase.Resolving),
        (IncidentPhase.Investigating, PhaseTrigger.BeginResolution, IncidentPhase.Resolving),
        (IncidentPhase.Resolving, PhaseTrigger.ConfirmResolution, IncidentPhase.Communicating),
        (IncidentPhase.Communicating, PhaseTrigger.BeginReview, IncidentPhase.Reviewing),
        (IncidentPhase.Reviewing, PhaseTrigger.Close, IncidentPhase.Closed),
    ];

    public static Rejection? Decide(Resolve command, IncidentDraft draft)
    {
        var incident = draft.Incident;
        if (CommandChecks.Required(("summary", command.Summary)) is { } invalid)
        {
            return invalid;
        }

        if (!incident.IsActive)
        {
            return Rejections.NotActive(incident, "resolved");
        }

        var unmet = new List<string>();
        Acknowledging.Imply(command.By, draft);
        if (incident.Lifecycle == Lifecycle.Short)
        {
            StandForTheGuards(command, draft);
        }
        else
        {
            SayWhatWasSeen(command, draft);
            CheckFull(draft.Incident, unmet);
        }

        Walk(draft, unmet);
        return unmet.Count == 0 ? null : Rejections.ResolveUnmet(incident, [.. unmet.Distinct()]);
    }

    /// <summary>At a short level the call is the word of somebody who knows: it confirms, verifies, tells and reviews.</summary>
    private static void StandForTheGuards(Resolve command, IncidentDraft draft)
    {
        var incident = draft.Incident;
        if (!incident.Severity.IsConfirmed)
        {
            draft.Emit(new SeverityConfirmed { Level = incident.Severity.Level, Reason = FullReason });
        }

        for (var phase = incident.Phase; phase <= IncidentPhase.Reviewing; phase++)
        {
            foreach (var item in draft.Playbook.Items(phase).Where(item => item.IsRequired && draft.Incident.IsOpen(item)))
            {
                draft.Emit(new ItemSkipped { Item = item.Id, Reason = ShortReason });
            }
        }

        if (command.IsVerified)
        {
            draft.Emit(new RestorationVerified { How = command.Summary });
        }

        draft.Emit(new UsersTold { Reason = command.UserImpact.ToString() });
        draft.Emit(new ReviewCompleted { Summary = command.Summary, Cause = command.Summary, NoImprovementReason = ShortReason });
    }

    private static void SayWhatWasSeen(Resolve command, IncidentDraft draft)
    {
        if (command.IsVerified)
        {
            draft.Emit(new RestorationVerified { How = command.Summary });
        }

        if (command.UserImpact.Kind != UserImpactKind.Described)
        {
            draft.Emit(new UsersTold { Reason = command.UserImpact.ToString() });
        }
        else if (draft.Incident.Impact is null)
        {
            draft.Emit(new ImpactDescribed { Text = command.UserImpact.Text! });
        }
    }

    /// <summary>At a full level the severity is confirmed and containment done or waived before, wherever the walk begins.</summary>
    private static void CheckFull(Incident incident, List<string> unmet)
    {
        if (!incident.Severity.IsConfirmed)
        {
            unmet.Add("severity confirmed");
        }

        if (incident.Phase == IncidentPhase.Investigating && !incident.Facts.HasFlag(LifecycleFacts.Containment))
        {
            unmet.Add("containment done, or waived with a reason");
        }
    }

    private static void Walk(IncidentDraft draft, List<string> unmet)
    {
        var start = draft.Incident.Phase;
        var isShort = draft.Incident.Lifecycle == Lifecycle.Short;
        var end = isShort ? IncidentPhase.Closed : IncidentPhase.Communicating;
        while (draft.Incident.Phase < end)
        {
            var (from, trigger, to) = Route.First(leg => leg.From == draft.Incident.Phase);
            if (!draft.Playbook.Machines.TryFire(draft.Incident, new PhaseRequest(trigger), out _, out var lacking))
            {
                // Walk on, so that the refusal lists what every trigger lacks; the draft is dropped in the end.
                unmet.AddRange(lacking);
            }

            PhaseChanging.Change(draft, trigger, to);
            if (from != start)
            {
                draft.Emit(new PhaseSkipped { Phase = from, Reason = isShort ? ShortReason : FullReason, Waived = Waived(draft, from, isShort) });
            }
        }
    }

    private static ImmutableArray<string> Waived(IncidentDraft draft, IncidentPhase phase, bool isShort)
    {
        if (!isShort)
        {
            return [];
        }

        var waived = draft.Playbook.Items(phase).Where(item => item.IsRequired && WasSkipped(draft.Incident, item)).Select(item => item.Text);
        if (phase == IncidentPhase.Assessing && draft.Incident.Impact is null)
        {
            waived = waived.Append("impact described");
        }
        else if (phase == IncidentPhase.Communicating)
        {
            waived = waived.Append("users told");
        }

        return [.. waived];
    }

    private static bool WasSkipped(Incident incident, ChecklistItem item) =>
        incident.Items.Any(settled => settled.Id == item.Id && settled.IsSkipped);
}
