using NodaTime;

namespace MediMate.Incidents;

/// <summary>Tells of a decision in the form that observers see.</summary>
internal static class CommitReports
{
    public static IEnumerable<IncidentCommit> Of(IncidentCommand command, Decision decision, Instant at)
    {
        // What only subjects changed, such as a signal that was counted, is no news of an incident.
        if (decision.Rejection is null && decision.Notices.IsEmpty && decision.Changes is { Changes.IsEmpty: true, Rows.IsEmpty: true })
        {
            yield break;
        }

        var first = new IncidentCommit
        {
            At = at,
            Incident = decision.Incident,
            Command = command.GetType().Name,
            By = command.By,
            Events = decision.Events,
            Rows = decision.Changes.Rows,
            Notices = decision.Notices,
            Rejection = decision.Rejection,
        };
        yield return first;
        foreach (var other in decision.Changes.Changes.Skip(1))
        {
            yield return first with { Incident = other.After, Events = other.Events, Rows = [], Notices = [] };
        }
    }
}
