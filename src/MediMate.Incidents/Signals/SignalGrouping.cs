using NodaTime;

namespace MediMate.Incidents;

/// <summary>Gathers keyed signals with one value of a label in one incident, where the playbook says so.</summary>
internal static class SignalGrouping
{
    /// <summary>Names the group of a signal.</summary>
    /// <returns>The name; <see langword="null"/> when the signal is not gathered.</returns>
    public static SubjectName? NameOf(Signal signal, CompiledPlaybook playbook) =>
        signal is { Key: not null, IsFiring: true } && LabelOf(signal, playbook) is { } label
            ? new SubjectName { Kind = SubjectKind.SignalGroup, Id = SubjectIds.Of(label.Name.ToUpperInvariant(), label.Value) }
            : null;

    /// <summary>Finds the incident that gathers a signal which nobody else takes.</summary>
    public static SignalRoute Find(Signal signal, StoreRequest request, StoreLoaded loaded, CompiledPlaybook playbook, Instant now)
    {
        if (GroupOf(signal, loaded, playbook) is not { } group || now > group.Until)
        {
            return new SignalRoute(Incident: null);
        }

        if (loaded.Beside?.Id == group.IncidentId)
        {
            return loaded.Beside.IsActive ? new SignalRoute(loaded.Beside) { IsGathered = true } : new SignalRoute(Incident: null);
        }

        // One was asked for already: it is not there, or it is another that answers for the key.
        return request.Beside is not null ? new SignalRoute(Incident: null) : new SignalRoute(Incident: null) { Missing = group.IncidentId };
    }

    /// <summary>Lets the incident that a signal has just declared gather what comes with the same label.</summary>
    public static void Begin(IncidentDraft draft, Signal signal)
    {
        var playbook = draft.Inputs.CurrentPlaybook;
        if (NameOf(signal, playbook) is not { } name)
        {
            return;
        }

        var label = LabelOf(signal, playbook)!;
        draft.Subjects.Put(new SignalGroup
        {
            Id = name.Id,
            Label = label.Name,
            Value = label.Value,
            IncidentId = draft.Incident.Id,
            Since = draft.Now,
            Until = draft.Now + playbook.Source.GroupWithin,
        });
    }

    /// <summary>Forgets a group whose time is over.</summary>
    public static Rejection? Decide(EndGroup command, IncidentDraft draft)
    {
        if (draft.Subjects.Find<SignalGroup>(command.GroupId) is { } group && draft.Now >= group.Until)
        {
            draft.Subjects.Remove(group);
        }

        return null;
    }

    private static SignalGroup? GroupOf(Signal signal, StoreLoaded loaded, CompiledPlaybook playbook) => NameOf(signal, playbook) is { } name
        ? loaded.Subjects.OfType<SignalGroup>().FirstOrDefault(group => group.Id == name.Id)
        : null;

    private static Label? LabelOf(Signal signal, CompiledPlaybook playbook) => playbook.Source.GroupBy is { } name
        ? signal.Labels.FirstOrDefault(label => string.Equals(label.Name, name, StringComparison.OrdinalIgnoreCase))
        : null;
}
