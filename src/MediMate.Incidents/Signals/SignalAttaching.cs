namespace MediMate.Incidents;

/// <summary>Decides what becomes of a signal that somebody says is part of an incident.</summary>
internal static class SignalAttaching
{
    public static Rejection? Decide(AttachSignal command, IncidentDraft draft)
    {
        if (Check(command) is { } invalid)
        {
            return invalid;
        }

        var incident = draft.Incident;
        if (!incident.IsActive)
        {
            return Rejections.NotActive(incident, "given another signal");
        }

        if (command.Key is { } name && HolderOf(name, draft) is { } holder)
        {
            return Rejections.KeyHeld(incident, name, holder);
        }

        // The entry is a person's: what came in by itself before has one of its own.
        SignalTallying.WriteAll(draft);
        incident = draft.Incident;
        var known = command.Key is null ? null : incident.Keys.FirstOrDefault(key => key.Key == command.Key);
        draft.Emit(new SignalsObserved
        {
            Key = command.Key,
            Observed = 1,
            Total = (known?.Count ?? 0) + 1,
            Summary = SignalDoor.Kept(command.Summary),
            Source = command.Source,
            Labels = SignalDoor.Kept(command.Labels),
        });
        if (known is { IsQuiet: true })
        {
            draft.Emit(new KeyFiring { Key = known.Key });
        }

        SeverityFacts.Hear(SeverityQuestion.Of(command, draft.Playbook.LevelNames)!, draft);
        return null;
    }

    private static Rejection? Check(AttachSignal command)
    {
        var problems = CommandChecks.Required(("summary", command.Summary))?.Reasons ?? [];
        if (command.Key is not null && string.IsNullOrWhiteSpace(command.Key))
        {
            problems = problems.Add("key is not blank, or left out");
        }

        return problems.IsEmpty ? null : Rejections.Invalid(problems);
    }

    private static Incident? HolderOf(string key, IncidentDraft draft) =>
        draft.Inputs.KeyHolders.FirstOrDefault(holder =>
            holder.Id != draft.Incident.Id && holder.Keys.Any(held => held.Key == key) && draft.Beside(holder).Incident.IsActive);
}
