using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The incident-response engine of this process.</summary>
/// <remarks>
/// Safe for any number of threads. A refused command is an outcome with a rejection, not an exception; exceptions are for misuse and for a
/// store that is away.
/// </remarks>
public interface IIncidentResponse
{
    /// <summary>Declares an incident by hand.</summary>
    /// <param name="command">What to declare.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays committed.</param>
    /// <returns>The outcome.</returns>
    ValueTask<IncidentOutcome> DeclareAsync(DeclareIncident command, CancellationToken cancellationToken = default);

    /// <summary>Takes in a signal: it is counted on the incident that holds its key, reopens one, or declares one.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="cancellationToken">Gives up waiting; a signal that waits with equal ones is counted all the same.</param>
    /// <returns>
    /// The outcome, when the signal is counted and committed. It has no events when the entry that stands for it is still to come: at most one in ten
    /// seconds is written for an incident. It has no incident when a resolved signal found nobody to tell, when a silence took the signal, and when it was the beat of a
    /// heartbeat that the playbook expects.
    /// </returns>
    ValueTask<IncidentOutcome> SignalAsync(Signal signal, CancellationToken cancellationToken = default);

    /// <summary>Gives a command to an incident.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays committed.</param>
    /// <returns>The outcome.</returns>
    ValueTask<IncidentOutcome> ExecuteAsync(IncidentId id, IncidentCommand command, CancellationToken cancellationToken = default);

    /// <summary>Takes charge of an incident by the token of a page: who, of what and in which cycle is in the token.</summary>
    /// <param name="token">The token, as <see cref="OutgoingMessage.AcknowledgementToken"/> gave it.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays committed.</param>
    /// <returns>
    /// The outcome, as of the command <see cref="Acknowledge"/>: a second use is accepted without an event. A token that is forged, has expired, or is of
    /// another cycle is refused.
    /// </returns>
    ValueTask<IncidentOutcome> AcknowledgeByTokenAsync(string token, CancellationToken cancellationToken = default);

    /// <summary>Takes charge of every active incident that fits and of which nobody has charge.</summary>
    /// <param name="command">Who, and which incidents.</param>
    /// <param name="cancellationToken">Stops after the incident at hand; what was committed stays committed.</param>
    /// <returns>An outcome for each incident of which the person has taken charge, or could not, the oldest first; empty when there was none. Each is a commit of its own.</returns>
    ValueTask<ImmutableArray<IncidentOutcome>> AcknowledgeAllAsync(AcknowledgeAll command, CancellationToken cancellationToken = default);

    /// <summary>Silences signals for a while: they declare nothing and page nobody. What still fires at the end declares then.</summary>
    /// <param name="command">Which signals, until when, why.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays committed.</param>
    /// <returns>The outcome.</returns>
    ValueTask<SilenceOutcome> SilenceAsync(StartSilence command, CancellationToken cancellationToken = default);

    /// <summary>Ends a silence early. What still fires declares with the work that is due.</summary>
    /// <param name="id">The silence's id.</param>
    /// <param name="by">Who ends it.</param>
    /// <param name="idempotencyKey">The key under which it may be asked for again, of 1 to 200 characters; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays committed.</param>
    /// <returns>The outcome.</returns>
    ValueTask<SilenceOutcome> EndSilenceAsync(Guid id, Actor by, string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the silences: planned, active, and those that were over at most 90 days ago, or longer.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The silences in the order in which they were asked for.</returns>
    ValueTask<ImmutableArray<Silence>> ListSilencesAsync(CancellationToken cancellationToken = default);

    /// <summary>Finds an incident.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The incident, or <see langword="null"/>.</returns>
    ValueTask<Incident?> FindAsync(IncidentId id, CancellationToken cancellationToken = default);

    /// <summary>Finds an incident by the name that people use.</summary>
    /// <param name="reference">For instance <c>INC-42</c>, compared ignoring case.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The incident, or <see langword="null"/>.</returns>
    ValueTask<Incident?> FindByReferenceAsync(string reference, CancellationToken cancellationToken = default);

    /// <summary>Reads an incident's timeline.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The events in order; empty for an unknown incident.</returns>
    ValueTask<ImmutableArray<IncidentEvent>> ReadTimelineAsync(IncidentId id, CancellationToken cancellationToken = default);

    /// <summary>Explains an incident: why this severity, what each trigger still lacks, what the clocks and the ladder do next.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The explanation, or <see langword="null"/> for an unknown incident.</returns>
    ValueTask<IncidentExplanation?> ExplainAsync(IncidentId id, CancellationToken cancellationToken = default);

    /// <summary>Tells who is called next about an incident, and when. The contact directory is asked who that is.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What comes next unless somebody does something; <see langword="null"/> for an unknown incident.</returns>
    ValueTask<EscalationForecast?> WhoIsNextAsync(IncidentId id, CancellationToken cancellationToken = default);

    /// <summary>Tells when something is due next: a deadline of an incident, a look-up or a message.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The instant, or <see langword="null"/> when nothing is.</returns>
    ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken = default);

    /// <summary>Does everything that is due now, and what follows from it, until nothing more is. A host without hosted services calls it.</summary>
    /// <param name="cancellationToken">Stops after the piece of work at hand.</param>
    /// <returns>A task that ends when nothing more is due.</returns>
    ValueTask RunDueAsync(CancellationToken cancellationToken = default);
}
