namespace MediMate.Incidents;

/// <summary>The commands that people give most, as calls.</summary>
public static class IncidentResponseExtensions
{
    /// <summary>Takes charge of an incident: paging stops and the response clock is met.</summary>
    /// <param name="incidents">The engine.</param>
    /// <param name="id">The incident.</param>
    /// <param name="by">The person's id.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays committed.</param>
    /// <returns>The outcome.</returns>
    public static ValueTask<IncidentOutcome> AcknowledgeAsync(
        this IIncidentResponse incidents, IncidentId id, string by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        return incidents.ExecuteAsync(id, new Acknowledge { By = Actor.Person(by) }, cancellationToken);
    }

    /// <summary>Resolves in one call.</summary>
    /// <param name="incidents">The engine.</param>
    /// <param name="id">The incident.</param>
    /// <param name="by">The person's id.</param>
    /// <param name="summary">What it was and what was done.</param>
    /// <param name="verified">Whether the caller saw the service restored.</param>
    /// <param name="userImpact">What users noticed, and whether they were told.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays committed.</param>
    /// <returns>The outcome.</returns>
    public static ValueTask<IncidentOutcome> ResolveAsync(
        this IIncidentResponse incidents,
        IncidentId id,
        string by,
        string summary,
        bool verified,
        UserImpact userImpact,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        var command = new Resolve { By = Actor.Person(by), Summary = summary, IsVerified = verified, UserImpact = userImpact };
        return incidents.ExecuteAsync(id, command, cancellationToken);
    }
}
