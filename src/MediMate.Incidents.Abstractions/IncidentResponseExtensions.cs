using NodaTime;

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

    /// <summary>Takes charge of an incident for a while: paging stops, and begins again when the time is over.</summary>
    /// <param name="incidents">The engine.</param>
    /// <param name="id">The incident.</param>
    /// <param name="by">The person's id.</param>
    /// <param name="duration">For how long; more than zero, at most what the level allows.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays committed.</param>
    /// <returns>The outcome.</returns>
    public static ValueTask<IncidentOutcome> SnoozeAsync(
        this IIncidentResponse incidents, IncidentId id, string by, Duration duration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        return incidents.ExecuteAsync(id, new Snooze { By = Actor.Person(by), For = duration }, cancellationToken);
    }

    /// <summary>Hands an incident to somebody else, who is paged now.</summary>
    /// <param name="incidents">The engine.</param>
    /// <param name="id">The incident.</param>
    /// <param name="by">The person's id.</param>
    /// <param name="to">The other person's id, or the name of a role or contact.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays committed.</param>
    /// <returns>The outcome.</returns>
    public static ValueTask<IncidentOutcome> ReassignAsync(
        this IIncidentResponse incidents, IncidentId id, string by, string to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        return incidents.ExecuteAsync(id, new Reassign { By = Actor.Person(by), To = to }, cancellationToken);
    }

    /// <summary>Lets the next step of the ladder run now.</summary>
    /// <param name="incidents">The engine.</param>
    /// <param name="id">The incident.</param>
    /// <param name="by">The person's id.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays committed.</param>
    /// <returns>The outcome.</returns>
    public static ValueTask<IncidentOutcome> EscalateNowAsync(
        this IIncidentResponse incidents, IncidentId id, string by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        return incidents.ExecuteAsync(id, new EscalateNow { By = Actor.Person(by) }, cancellationToken);
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

    /// <summary>Says that a signal is part of an incident: further signals on its key are counted there.</summary>
    /// <param name="incidents">The engine.</param>
    /// <param name="id">The incident; active.</param>
    /// <param name="by">The person's id.</param>
    /// <param name="summary">What was noticed, in one line.</param>
    /// <param name="key">The key, which no other incident may hold; <see langword="null"/> for a signal without one.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays committed.</param>
    /// <returns>The outcome.</returns>
    public static ValueTask<IncidentOutcome> AttachSignalAsync(
        this IIncidentResponse incidents, IncidentId id, string by, string summary, string? key = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        return incidents.ExecuteAsync(id, new AttachSignal { By = Actor.Person(by), Summary = summary, Key = key }, cancellationToken);
    }

    /// <summary>Writes a note on the timeline.</summary>
    /// <param name="incidents">The engine.</param>
    /// <param name="id">The incident, in any phase.</param>
    /// <param name="by">The person's id.</param>
    /// <param name="text">The note.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays committed.</param>
    /// <returns>The outcome.</returns>
    public static ValueTask<IncidentOutcome> AddNoteAsync(
        this IIncidentResponse incidents, IncidentId id, string by, string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        return incidents.ExecuteAsync(id, new AddNote { By = Actor.Person(by), Text = text }, cancellationToken);
    }

    /// <summary>Records where evidence is kept.</summary>
    /// <param name="incidents">The engine.</param>
    /// <param name="id">The incident, in any phase.</param>
    /// <param name="by">The person's id.</param>
    /// <param name="kind">What kind of evidence it is, for instance <c>screenshot</c>.</param>
    /// <param name="link">Where it is kept.</param>
    /// <param name="contentHash">The hash of its content, for instance <c>sha256:9f86d0…</c>. A link or a hash is needed.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays committed.</param>
    /// <returns>The outcome.</returns>
    public static ValueTask<IncidentOutcome> AddEvidenceAsync(
        this IIncidentResponse incidents,
        IncidentId id,
        string by,
        string kind,
        string? link = null,
        string? contentHash = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        return incidents.ExecuteAsync(id, new AddEvidence { By = Actor.Person(by), Kind = kind, Link = link, ContentHash = contentHash }, cancellationToken);
    }

    /// <summary>Corrects an entry of the timeline by a new one.</summary>
    /// <param name="incidents">The engine.</param>
    /// <param name="id">The incident, in any phase.</param>
    /// <param name="by">The person's id.</param>
    /// <param name="sequence">The sequence number of the entry that is wrong.</param>
    /// <param name="text">What is right.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays committed.</param>
    /// <returns>The outcome.</returns>
    public static ValueTask<IncidentOutcome> CorrectEntryAsync(
        this IIncidentResponse incidents, IncidentId id, string by, long sequence, string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        return incidents.ExecuteAsync(id, new CorrectEntry { By = Actor.Person(by), Sequence = sequence, Text = text }, cancellationToken);
    }
}
