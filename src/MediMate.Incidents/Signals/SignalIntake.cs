using NodaTime;

namespace MediMate.Incidents;

/// <summary>Decides what becomes of a signal: counted on the incident that holds its key, a reopening, or a declaration.</summary>
internal static class SignalIntake
{
    public static Rejection? Decide(TakeSignal command, IncidentDraft draft)
    {
        var signal = command.Signal;
        if (Check(signal) is { } invalid)
        {
            return invalid;
        }

        var holder = draft.LastSequence > 0 ? draft.Incident : null;
        if (holder is null)
        {
            if (signal.IsFiring)
            {
                Declaration.Declare(draft, signal, draft.Inputs.LastHolder is { Phase: not IncidentPhase.Cancelled } last ? last.Reference : null);
            }

            return null;
        }

        Observe(draft, signal);
        if (signal.IsFiring && !holder.IsActive)
        {
            PhaseChanging.Change(draft, PhaseTrigger.Reopen, IncidentPhase.Investigating, ReopenReason(signal));
            PhaseChanging.Reopen(draft, ReopenReason(signal));
        }

        return null;
    }

    /// <summary>Tells whether a firing signal on a key reopens the incident that held it last: it was resolved a short while ago.</summary>
    public static bool Reopens(Incident lastHolder, CompiledPlaybook playbook, Instant now) =>
        lastHolder.Phase is IncidentPhase.Communicating or IncidentPhase.Reviewing or IncidentPhase.Closed
        && lastHolder.ResolvedAt is { } resolved
        && now <= resolved + playbook.Source.ReopenWithin;

    private static Rejection? Check(Signal signal)
    {
        var problems = signal.IsFiring ? CommandChecks.Required(("summary", signal.Summary))?.Reasons ?? [] : [];
        if (signal.SubKeys.Any(subKey => string.IsNullOrWhiteSpace(subKey.Id)))
        {
            problems = problems.Add("each sub-key has an id");
        }

        return problems.IsEmpty ? null : Rejections.Invalid(problems);
    }

    private static string ReopenReason(Signal signal) => $"the fix did not hold: {signal.Key} fires again";

    /// <summary>Counts a signal on its key, or makes the key quiet.</summary>
    private static void Observe(IncidentDraft draft, Signal signal)
    {
        if (draft.Incident.Keys.FirstOrDefault(key => key.Key == signal.Key) is not { } key)
        {
            return;
        }

        var change = SubKeyCounting.Change(signal, key.SubKeys);
        if (change is null ? !signal.IsFiring : change.ApplyTo(key.SubKeys).IsQuiet)
        {
            Quiet(draft, key);
            return;
        }

        var observed = signal.SubKeys.IsEmpty && signal.IsFiring ? 1 : change!.Fired.Length + change.Unnamed;
        draft.Emit(new SignalsObserved { Key = key.Key, Observed = observed, Total = key.Count + observed, SubKeys = change });
        if (key.IsQuiet)
        {
            draft.Emit(new KeyFiring { Key = key.Key });
        }
    }

    private static void Quiet(IncidentDraft draft, SignalKey key)
    {
        if (key.IsQuiet)
        {
            return;
        }

        draft.Emit(new KeyQuiet { Key = key.Key });
        if (draft.Incident.IsQuiet)
        {
            draft.Emit(new AllKeysQuiet());
        }
    }
}
