using NodaTime;

namespace MediMate.Incidents;

/// <summary>One feature's share in an incident: what follows from an event, when it is next due, what it does then.</summary>
/// <remarks>
/// The decider knows nothing else of a feature. <see cref="React"/> sees the incident after the cause: it guards on the feature's own state.
/// </remarks>
internal interface IIncidentFeature
{
    /// <summary>Emits what follows from an event.</summary>
    void React(IncidentEvent cause, IncidentDraft draft);

    /// <summary>Computes from the incident alone when the feature has something to do next.</summary>
    Instant? NextDueAt(Incident incident);

    /// <summary>Does what is due, once for each due, and moves on.</summary>
    void OnDue(IncidentDraft draft);
}
