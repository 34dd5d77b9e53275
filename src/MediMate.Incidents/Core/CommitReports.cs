using NodaTime;

namespace MediMate.Incidents;

/// <summary>Tells of a decision in the form that observers see.</summary>
internal static class CommitReports
{
    public static IEnumerable<IncidentCommit> Of(IncidentCommand command, Decision decision, Instant at)
    {
        if (decision.Rejection is null && decision.Changes.IsNone)
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
            Rejection = decision.Rejection,
        };
        yield return first;
        foreach (var other in decision.Changes.Changes.Skip(1))
        {
            yield return first with { Incident = other.After, Events = other.Events, Rows = [] };
        }
    }
}
