using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What an answer does to the ladder: with nobody to page, the next step of the same loop runs at once and the rest of that loop moves earlier.</summary>
internal static class StepMoves
{
    public static EscalationStepRan Ran(IncidentDraft draft, EscalationPosition step, ImmutableArray<ResolvedTarget> resolved, string? reason)
    {
        var state = draft.Incident.Ladder!;
        var ran = new EscalationStepRan
        {
            Ladder = state.Ladder,
            Level = state.Level,
            Loop = step.Loop,
            Step = step.Step,
            ResolvedTo = resolved,
            Reason = reason,
        };
        if (!resolved.IsEmpty || !IsNextOfSameLoop(state, step) || state.Next!.DueAt <= draft.Now)
        {
            return ran;
        }

        return ran with { Moved = state.Next.DueAt - draft.Now, Next = state.Next with { DueAt = draft.Now } };
    }

    /// <summary>Tells whether the ladder still waits for the step after this one, in the same loop. The emergency contact has none.</summary>
    public static bool IsNextOfSameLoop(LadderState state, EscalationPosition step) =>
        state.Next is { } next && next.Loop == step.Loop && next.Step == step.Step + 1;
}
