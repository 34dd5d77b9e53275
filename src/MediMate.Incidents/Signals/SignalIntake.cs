using NodaTime;

namespace MediMate.Incidents;

/// <summary>Decides what becomes of a signal: counted on the incident that holds its key, a reopening, or a declaration.</summary>
internal static class SignalIntake
{
    public static Rejection? Decide(TakeSignal command, IncidentDraft draft)
    {
        var signal = command.Signal;
        var holder = draft.LastSequence > 0 ? draft.Incident : null;
        if (signal.IsResolved)
        {
            if (holder is not null)
            {
                Quiet(draft, signal.Key!);
            }

            return null;
        }

        if (CommandChecks.Required(("summary", signal.Summary)) is { } invalid)
        {
            return invalid;
        }

        if (holder is null)
        {
            Declaration.Declare(draft, signal, draft.Inputs.LastHolder is { Phase: not IncidentPhase.Cancelled } last ? last.Reference : null);
        }
        else
        {
            Observe(draft, signal.Key!);
            if (!holder.IsActive)
            {
                PhaseChanging.Change(draft, PhaseTrigger.Reopen, IncidentPhase.Investigating, ReopenReason(signal));
                PhaseChanging.Reopen(draft, ReopenReason(signal));
            }

            SeverityFacts.Hear(SeverityQuestion.Of(signal, draft.Playbook.LevelNames), draft);
        }

        return null;
    }

    /// <summary>Tells whether a firing signal on a key reopens the incident that held it last: it was resolved a short while ago.</summary>
    public static bool Reopens(Incident lastHolder, CompiledPlaybook playbook, Instant now) =>
        lastHolder.Phase is IncidentPhase.Communicating or IncidentPhase.Reviewing or IncidentPhase.Closed
        && lastHolder.ResolvedAt is { } resolved
        && now <= resolved + playbook.Source.ReopenWithin;

    private static string ReopenReason(Signal signal) => $"the fix did not hold: {signal.Key} fires again";

    private static void Observe(IncidentDraft draft, string name)
    {
        if (draft.Incident.Keys.FirstOrDefault(key => key.Key == name) is not { } key)
        {
            return;
        }

        draft.Emit(new SignalsObserved { Key = name, Observed = 1, Total = key.Count + 1 });
        if (key.IsQuiet)
        {
            draft.Emit(new KeyFiring { Key = name });
        }
    }

    private static void Quiet(IncidentDraft draft, string name)
    {
        if (draft.Incident.Keys.Any(key => key.Key == name && !key.IsQuiet))
        {
            draft.Emit(new KeyQuiet { Key = name });
            if (draft.Incident.IsQuiet)
            {
                draft.Emit(new AllKeysQuiet());
            }
        }
    }
}
