using System.Collections.Immutable;
using NodaTime;

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

    /// <summary>Gets the incident after the decision, with the signals that are counted and not on its timeline yet; after a rejection, as it was.</summary>
    public Incident? Incident { get; }

    public StoreDecision Changes { get; }

    /// <summary>Gets or sets when the incident had been due before it.</summary>
    public Instant? DueAt { get; set; }

    /// <summary>Gets what happened beside the incidents.</summary>
    public ImmutableArray<EngineNotice> Notices { get; private init; } = [];

    /// <summary>Gets the silence that took the signal.</summary>
    public Silence? SilencedBy { get; private init; }

    /// <summary>Gets the receipt of the command that was accepted before: this one changes nothing.</summary>
    public StoreReceipt? Repeated { get; private init; }

    public ImmutableArray<IncidentEvent> Events => Changes.Changes.IsEmpty ? [] : Changes.Changes[0].Events;

    /// <summary>Gets why the deadlines of the incident could not be done first.</summary>
    public Exception? SkippedDeadlines { get; private init; }

    /// <summary>Gets what code of the host threw while it was decided.</summary>
    public IReadOnlyList<(string Part, Exception Failure)> HostFailures { get; private init; } = [];

    /// <summary>Says that the deadlines of the incident were left alone.</summary>
    public Decision Without(Exception failure) =>
        new(Rejection, Incident, Changes) { Notices = Notices, SilencedBy = SilencedBy, HostFailures = HostFailures, SkippedDeadlines = failure };

    public static Decision Refuse(Incident? incident, Rejection rejection) => new(rejection, incident, Nothing);

    /// <summary>Makes the decision that nothing is done, as it was done before.</summary>
    public static Decision Repeat(Incident? incident, StoreReceipt receipt) => new(rejection: null, incident, Nothing) { Repeated = receipt };

    /// <summary>Adds the receipt that is kept with the changes.</summary>
    public Decision With(StoreReceipt receipt) => new(Rejection, Incident, Changes with { Receipt = receipt })
    {
        Notices = Notices,
        SilencedBy = SilencedBy,
        HostFailures = HostFailures,
        SkippedDeadlines = SkippedDeadlines,
    };

    public static Decision Accept(Incident? before, IncidentDraft draft)
    {
        var after = SignalTallying.WithPending(draft.HasChanges ? draft.IncidentIfAny : before, SignalTallying.Find(draft));
        if (!draft.HasChanges)
        {
            return new Decision(rejection: null, after, Nothing);
        }

        var decided = new StoreDecision { Changes = ChangesOf(draft), Rows = RowsOf(draft), Subjects = draft.Subjects.ToChanges() };
        return new Decision(rejection: null, after, decided) { Notices = [.. draft.Notices], SilencedBy = draft.Inputs.SilencedBy, HostFailures = draft.HostFailures };
    }

    private static ImmutableArray<OutboxRow> RowsOf(IncidentDraft draft) =>
        draft.Others.Count == 0 ? [.. draft.Rows] : [.. draft.Rows, .. draft.Others.SelectMany(other => other.Rows)];

    private static ImmutableArray<IncidentChange> ChangesOf(IncidentDraft draft) => draft switch
    {
        { Events.Count: 0 } => [],
        { Others.Count: 0 } => [draft.ToChange()],
        _ => [draft.ToChange(), .. draft.Others.Where(other => other.Events.Count > 0).Select(other => other.ToChange())],
    };
}
