using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What was decided: a rejection, or changes.</summary>
internal sealed class Decision
{
    private static readonly StoreDecision Nothing = StoreDecision.None;

    private Decision(Rejection? rejection, Incident? incident, StoreDecision changes)
    {
        Rejection = rejection;
        Incident = incident;
        Changes = changes;
    }

    public Rejection? Rejection { get; }

    /// <summary>Gets the incident after the decision; after a rejection, as it was.</summary>
    public Incident? Incident { get; }

    public StoreDecision Changes { get; }

    /// <summary>Gets what happened beside the incidents.</summary>
    public ImmutableArray<EngineNotice> Notices { get; private init; } = [];

    /// <summary>Gets the silence that took the signal.</summary>
    public Silence? SilencedBy { get; private init; }

    public ImmutableArray<IncidentEvent> Events => Changes.Changes.IsEmpty ? [] : Changes.Changes[0].Events;

    public static Decision Refuse(Incident? incident, Rejection rejection) => new(rejection, incident, Nothing);

    public static Decision Accept(Incident? before, IncidentDraft draft)
    {
        if (!draft.HasChanges)
        {
            return new Decision(rejection: null, before, Nothing);
        }

        var decided = new StoreDecision { Changes = ChangesOf(draft), Rows = [.. draft.Rows, .. draft.Others.SelectMany(other => other.Rows)], Subjects = draft.Subjects.ToChanges() };
        return new Decision(rejection: null, draft.IncidentIfAny, decided) { Notices = [.. draft.Notices], SilencedBy = draft.Inputs.SilencedBy };
    }

    private static ImmutableArray<IncidentChange> ChangesOf(IncidentDraft draft) => draft switch
    {
        { Events.Count: 0 } => [],
        { Others.Count: 0 } => [draft.ToChange()],
        _ => [draft.ToChange(), .. draft.Others.Where(other => other.Events.Count > 0).Select(other => other.ToChange())],
    };
}
