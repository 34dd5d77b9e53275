using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Pages people about a suggested level.</summary>
internal static class SuggestionPages
{
    /// <summary>Asks who has acknowledged, and the on-call.</summary>
    public static void Ask(IncidentDraft draft, long suggested, CompiledLevel level, string reason)
    {
        var onCall = new EscalationTarget { Name = BuiltInLadder.OnCallRole(draft.Playbook.Source) };
        ImmutableArray<EscalationTarget> targets = draft.Incident is { IsAcknowledged: true, Acknowledgement: { } acknowledgement }
            ? [EscalationTarget.Acknowledger(acknowledgement.By), onCall]
            : [onCall];
        Page(draft, suggested, targets, $"{level.Name} is suggested: {reason}. Accept or reject it.");
    }

    /// <summary>Nobody answered: the next step of the level's ladder is paged.</summary>
    public static void AskNext(IncidentDraft draft, long escalated, CompiledLevel level)
    {
        var targets = level.LadderFor(draft.Incident).StepTargets;
        var next = targets[Math.Min(1, targets.Length - 1)];
        Page(draft, escalated, next, $"{level.Name} was suggested, and nobody has answered. Accept or reject it.");
    }

    private static void Page(IncidentDraft draft, long cause, ImmutableArray<EscalationTarget> targets, string text) =>
        draft.Put(OutboxRows.LookUp(draft, cause, MessageKind.Page, MessageAudience.Responders, targets, text));
}
