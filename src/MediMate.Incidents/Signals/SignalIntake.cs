using NodaTime;

namespace MediMate.Incidents;

/// <summary>Decides what becomes of a signal: an entry of a silence, counted on the incident that holds its key, a reopening, or a declaration.</summary>
internal static class SignalIntake
{
    public static Rejection? Decide(TakeSignal command, IncidentDraft draft)
    {
        var signal = command.Signal;
        if (Check(signal) is { } invalid)
        {
            return invalid;
        }

        if (signal.IsFiring)
        {
            Take(draft, signal, command.Count > 1 ? new SignalCount(command.Count, 0) : null);
        }
        else
        {
            Resolve(draft, signal);
        }

        return null;
    }

    /// <summary>Takes a firing signal in.</summary>
    /// <param name="draft">The draft of the incident that holds the key, is reopened or gathers the signal; of none, where there is none.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="behind">How many signals stand behind it, where equal ones came together, or a silence lets it go.</param>
    /// <returns>The incident that has taken it; <see langword="null"/> when a silence did.</returns>
    public static Incident? Take(IncidentDraft draft, Signal signal, SignalCount? behind = null)
    {
        var holder = draft.IncidentIfAny;
        if (draft.Inputs.SilencedBy is { } silence)
        {
            // An active incident that holds the key counts it all the same: its count stays true, and its key is not called quiet.
            var isCounted = holder is { IsActive: true };
            draft.Subjects.Put(Silencing.Take(silence, signal, isCounted, behind, draft.Now));
            if (isCounted)
            {
                Observe(draft, signal, behind);
            }

            return holder;
        }

        if (holder is null)
        {
            Declaration.Declare(draft, signal, LinkOf(draft, signal.Key), behind?.Left ?? 1);
            SignalGrouping.Begin(draft, signal);
            return draft.Incident;
        }

        Observe(draft, signal, behind);
        if (!holder.IsActive)
        {
            PhaseChanging.Change(draft, PhaseTrigger.Reopen, IncidentPhase.Investigating, ReopenReason(signal));
            PhaseChanging.Reopen(draft, ReopenReason(signal));
        }

        SeverityFacts.Hear(SeverityQuestion.Of(signal, draft.Playbook.LevelNames), draft);
        return draft.Incident;
    }

    /// <summary>Takes in that a key is over: on the incident that holds it, and in silences that hold it back.</summary>
    public static void Resolve(IncidentDraft draft, Signal signal)
    {
        foreach (var silence in draft.Subjects.All<Silence>().ToList())
        {
            var after = Silencing.Resolve(silence, signal, draft.Now);
            if (!ReferenceEquals(after, silence))
            {
                draft.Subjects.Put(after);
            }
        }

        if (draft.IncidentIfAny is { IsActive: true })
        {
            Observe(draft, signal, behind: null);
        }
    }

    /// <summary>Tells whether a firing signal on a key reopens the incident that held it last: it was resolved a short while ago.</summary>
    public static bool Reopens(Incident lastHolder, CompiledPlaybook playbook, Instant now) =>
        lastHolder.Phase is IncidentPhase.Communicating or IncidentPhase.Reviewing or IncidentPhase.Closed
        && lastHolder.ResolvedAt is { } resolved
        && now <= resolved + playbook.Source.ReopenWithin;

    /// <summary>Tells which incident a key was moved to from the one that held it last; null where it stayed.</summary>
    public static IncidentId? OriginalOf(Incident lastHolder, string? key) =>
        lastHolder.Keys.Any(own => own.Key == key) ? null : lastHolder.KeysMovedTo ?? lastHolder.DuplicateOf;

    private static Rejection? Check(Signal signal)
    {
        var problems = signal.IsFiring ? CommandChecks.Required(("summary", signal.Summary))?.Reasons ?? [] : [];
        if (signal.SubKeys.Any(subKey => string.IsNullOrWhiteSpace(subKey.Id)))
        {
            problems = problems.Add("each sub-key has an id");
        }

        return problems.IsEmpty ? null : Rejections.Invalid(problems);
    }

    /// <summary>The incident that had the trouble before; what was a false alarm had none.</summary>
    private static string? LinkOf(IncidentDraft draft, string? key) => draft.Inputs.LastHolder switch
    {
        { } last when OriginalOf(last, key) is { } original => draft.Inputs.Beside?.Id == original ? draft.Inputs.Beside.Reference : null,
        { Phase: not IncidentPhase.Cancelled } last => last.Reference,
        _ => null,
    };

    private static string ReopenReason(Signal signal) => $"the fix did not hold: {signal.Key} fires again";

    /// <summary>Counts a signal on its key, or makes the key quiet.</summary>
    private static void Observe(IncidentDraft draft, Signal signal, SignalCount? behind)
    {
        if (draft.Incident.Keys.FirstOrDefault(key => key.Key == signal.Key) is not { } key)
        {
            if (draft.Inputs.IsGathered)
            {
                Gather(draft, signal, behind);
            }

            return;
        }

        var reading = SubKeyCounting.Read(signal, key.SubKeys);
        if (reading.IsQuiet)
        {
            Quiet(draft, key);
            return;
        }

        var observed = behind?.Left ?? reading.Observed;
        if (draft.Incident.IsActive && !IsNews(reading.Change, key.SubKeys))
        {
            SignalTallying.Count(draft, key, observed);
        }
        else
        {
            // What fires and what is over is told at once, with what waits on the key.
            observed += SignalTallying.TakePending(draft, key.Key);
            draft.Emit(new SignalsObserved { Key = key.Key, Observed = observed, Total = key.Count + observed, SubKeys = reading.Change });
        }

        if (key.IsQuiet)
        {
            draft.Emit(new KeyFiring { Key = key.Key });
        }
    }

    /// <summary>Tells whether other sub-keys fire than before.</summary>
    private static bool IsNews(SubKeyChange? change, FiringSubKeys? before) =>
        change is { Fired.IsEmpty: false } or { Resolved.IsEmpty: false } or { Unnamed: > 0 } || (change is { IsTruncated: true } && before is not { IsTruncated: true });

    /// <summary>Makes a key part of an incident that gathers signals with its label.</summary>
    private static void Gather(IncidentDraft draft, Signal signal, SignalCount? behind)
    {
        var reading = SubKeyCounting.Read(signal, before: null);
        var observed = Math.Max(1, behind?.Left ?? reading.Observed);
        draft.Emit(new SignalsObserved
        {
            Key = signal.Key,
            Observed = observed,
            Total = observed,
            SubKeys = reading.Change,
            Summary = SignalDoor.Kept(signal.Summary),
            Source = signal.Source,
            Labels = SignalDoor.Kept(signal.Labels),
        });
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
