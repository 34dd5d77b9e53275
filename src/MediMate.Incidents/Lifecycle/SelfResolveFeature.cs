using NodaTime;

namespace MediMate.Incidents;

/// <summary>Closes incidents whose trouble went away before anybody took charge.</summary>
internal sealed class SelfResolveFeature : IIncidentFeature
{
    public void React(IncidentEvent cause, IncidentDraft draft)
    {
        // What makes it due is the state alone: quiet keys, no acknowledgement, a level that allows it.
    }

    public Instant? NextDueAt(Incident incident) => incident.SelfResolvesAt;

    public void OnDue(IncidentDraft draft)
    {
        if (!draft.Playbook.Machines.TryFire(draft.Incident, new PhaseRequest(PhaseTrigger.SelfResolve), out var to, out var unmet))
        {
            throw new InvalidOperationException($"{draft.Incident.Reference} is due to resolve itself, but: {string.Join("; ", unmet)}.");
        }

        // It happened when it was due, however late that was noticed.
        var due = draft.DueAt;
        PhaseChanging.Change(draft, PhaseTrigger.SelfResolve, to, $"all keys have been quiet since {MessageRenderer.Time(draft.Playbook, draft.Incident.QuietSince!.Value)}", due);
        draft.Emit(new SelfResolved { Cycle = draft.Incident.Cycle, OccurredAt = due });
    }
}
