namespace MediMate.Incidents;

/// <summary>A trigger with what its command brings along.</summary>
/// <param name="Trigger">The trigger.</param>
/// <param name="StepBackTo">The phase to step back to; null where the question is only whether stepping back is possible.</param>
/// <param name="IsContainmentWaived">Whether the command gives a reason for leaving containment out.</param>
internal readonly record struct PhaseRequest(PhaseTrigger Trigger, IncidentPhase? StepBackTo = null, bool IsContainmentWaived = false);
