using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>
/// Keeps incidents with everything that belongs to them, and the other subjects that fall due: events, snapshots, keys, next due instants,
/// outbox, subjects and receipts change together or not at all.
/// </summary>
/// <remarks>Safe for any number of threads, and, where it is durable, for any number of nodes on one database.</remarks>
public interface IIncidentStore
{
    /// <summary>Loads what each request names, lets the engine decide, and commits.</summary>
    /// <param name="requests">What to load. The requests of a batch are independent: each is committed or not for itself.</param>
    /// <param name="decide">
    /// Decides on what was loaded. Pure; it may be called again with fresher state when another commit came first. Within a batch a decision sees
    /// what the decisions before it changed. What it throws fails its own request alone.
    /// </param>
    /// <param name="cancellationToken">Gives up before the commit.</param>
    /// <returns>A result for each request, in their order.</returns>
    /// <exception cref="IncidentStoreException">
    /// The store is away, or a decision does not fit what is kept. What one request meets fails no other: the rest is committed before this is thrown.
    /// </exception>
    ValueTask<ImmutableArray<StoreResult>> ExecuteAsync(
        ImmutableArray<StoreRequest> requests, StoreDecide decide, CancellationToken cancellationToken = default);

    /// <summary>Reads an incident.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The snapshot, or <see langword="null"/>.</returns>
    ValueTask<Incident?> FindAsync(IncidentId id, CancellationToken cancellationToken = default);

    /// <summary>Reads an incident by its reference.</summary>
    /// <param name="reference">The reference, compared ignoring case.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The snapshot, or <see langword="null"/>.</returns>
    ValueTask<Incident?> FindByReferenceAsync(string reference, CancellationToken cancellationToken = default);

    /// <summary>Reads a timeline.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The events in order: always a prefix of what there will be.</returns>
    ValueTask<ImmutableArray<IncidentEvent>> ReadEventsAsync(IncidentId id, CancellationToken cancellationToken = default);

    /// <summary>Tells when an incident or another subject of a known kind is due next, or when the lease of a claimed one ends.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The instant, or <see langword="null"/>.</returns>
    ValueTask<Instant?> NextDueAsync(CancellationToken cancellationToken = default);

    /// <summary>Tells when an outbox row is due next, or when the lease of a claimed one ends.</summary>
    /// <param name="exceptChannels">Channels whose waiting messages do not count, because enough of them are on their way.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The instant, or <see langword="null"/>.</returns>
    ValueTask<Instant?> NextOutboxDueAsync(ImmutableArray<string> exceptChannels, CancellationToken cancellationToken = default);

    /// <summary>Finds what is due, incidents and subjects of known kinds alike, the longest overdue first, counts the attempt and keeps it from other claims for a while.</summary>
    /// <param name="claim">How many, until when.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What is due; empty when nothing is. A commit of the subject ends the claim.</returns>
    ValueTask<ImmutableArray<DueSubject>> ClaimDueAsync(StoreClaim claim, CancellationToken cancellationToken = default);

    /// <summary>Puts off something due whose work failed. It is left alone when it moved on in between.</summary>
    /// <param name="subject">The subject as it was claimed.</param>
    /// <param name="until">When it may be claimed again.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when it is put off.</returns>
    ValueTask PostponeAsync(DueSubject subject, Instant until, CancellationToken cancellationToken = default);

    /// <summary>Finds outbox rows that are due, the longest waiting first, and keeps them from other claims for a while.</summary>
    /// <param name="claim">How many, until when.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The rows; empty when none is due.</returns>
    ValueTask<ImmutableArray<OutboxRow>> ClaimOutboxAsync(StoreClaim claim, CancellationToken cancellationToken = default);

    /// <summary>Keeps a claimed outbox row from other claims for longer: its channel still works.</summary>
    /// <param name="row">The row's key. One that is done, or unknown, is left alone.</param>
    /// <param name="until">Until when nobody else may take it.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when the lease is prolonged.</returns>
    ValueTask ExtendLeaseAsync(string row, Instant until, CancellationToken cancellationToken = default);

    /// <summary>Reads how the work of the store stands. Cheap: a host asks each few seconds.</summary>
    /// <param name="now">Now: what is due later does not count as waiting.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>How it stands.</returns>
    ValueTask<StoreHealth> ReadHealthAsync(Instant now, CancellationToken cancellationToken = default);

    /// <summary>Reads outbox rows of an incident.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The rows in the order in which they were written.</returns>
    ValueTask<ImmutableArray<OutboxRow>> ReadOutboxAsync(IncidentId id, CancellationToken cancellationToken = default);

    /// <summary>Reads the subjects of a kind.</summary>
    /// <param name="kind">The kind; <see cref="SubjectKind.Incident"/> gives none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The subjects in the order in which they were first put in.</returns>
    ValueTask<ImmutableArray<StoredSubject>> ReadSubjectsAsync(SubjectKind kind, CancellationToken cancellationToken = default);

    /// <summary>Keeps a playbook under its hash. Keeping it again changes nothing.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="canonicalForm">The playbook in its canonical form.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>A task that ends when it is kept.</returns>
    ValueTask SavePlaybookAsync(string hash, ReadOnlyMemory<byte> canonicalForm, CancellationToken cancellationToken = default);

    /// <summary>Reads a playbook.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The canonical form, or <see langword="null"/>.</returns>
    ValueTask<ReadOnlyMemory<byte>?> ReadPlaybookAsync(string hash, CancellationToken cancellationToken = default);
}
