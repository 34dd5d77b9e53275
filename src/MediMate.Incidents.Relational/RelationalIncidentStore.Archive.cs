namespace MediMate.Incidents;

/// <content>Taking the content out as a file, bringing it into another database, and letting old incidents go.</content>
public sealed partial class RelationalIncidentStore
{
    private const int LongestReason = 1000;

    /// <summary>Writes what is kept as an archive of JSON Lines, as of one instant, while others go on writing.</summary>
    /// <param name="destination">Where it is written; it stays open.</param>
    /// <param name="selection">What is taken along, and whether it is compressed; <see langword="null"/> for everything, not compressed.</param>
    /// <param name="cancellationToken">Gives up. What was written by then has no last line, and cannot be imported.</param>
    /// <returns>How much was written.</returns>
    /// <remarks>Of an archive nothing is encrypted: it holds the personal values too.</remarks>
    /// <exception cref="IncidentStoreException">The store is not sound (MMI3015), or the database does not answer.</exception>
    public async ValueTask<ArchiveCounts> ExportAsync(Stream destination, ExportSelection? selection = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var writer = new ArchiveWriter(destination, selection?.Compress ?? false);
        await using (writer.ConfigureAwait(false))
        {
            try
            {
                return await ReadAsync(
                    async session =>
                    {
                        session.HasNoTimeout = true;
                        await _dialect.BeginSnapshotAsync(session, cancellationToken).ConfigureAwait(false);
                        return await new StoreExporter(_dialect, session, writer).ExportAsync(_clock.Now, selection?.EndedBefore, cancellationToken).ConfigureAwait(false);
                    },
                    cancellationToken).ConfigureAwait(false);
            }
            catch (IncidentStoreException) when (writer.Failure is { } failure)
            {
                // It is the destination that failed, and not the database.
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
                throw;
            }
        }
    }

    /// <summary>Reads an archive into this database, all of it or nothing.</summary>
    /// <param name="source">The archive, compressed or not; it is read once, from where it stands, and stays open.</param>
    /// <param name="cancellationToken">Gives up; nothing is imported then.</param>
    /// <returns>How much was imported.</returns>
    /// <remarks>
    /// <para>
    /// One transaction: every line is checked (hashes, chains, counts) before anything counts, and there is nothing to resume. Until it ends no
    /// incident is declared in this database.
    /// </para>
    /// <para>An archive of a whole store belongs into an empty one. One of ended incidents is taken by any store that does not have them.</para>
    /// </remarks>
    /// <exception cref="IncidentStoreException">The archive cannot be read (MMI3013), or what it holds is there already (MMI3014); nothing was imported.</exception>
    public async ValueTask<ArchiveCounts> ImportAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var archive = new ArchiveReader(source);
        await using (archive.ConfigureAwait(false))
        {
            return await ChangeAsync(
                session => new StoreImporter(_dialect, session, archive).ImportAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Purges incidents that ended long ago: of each, nothing is left but a tombstone, signed where a key is configured.</summary>
    /// <param name="request">Which ones, who purges and why.</param>
    /// <param name="cancellationToken">Gives up between two incidents; those that are gone by then stay gone.</param>
    /// <returns>How much was purged.</returns>
    /// <remarks>
    /// Each incident goes in a transaction of its own, the oldest first: after a failure call it again. An incident with anything due or a message
    /// on its way stays. References and numbers are not used again, and a signal with an old key declares a new incident.
    /// </remarks>
    /// <exception cref="ArgumentException">The reason or who purges is blank, or the limit is not positive.</exception>
    /// <exception cref="IncidentStoreException">An incident is not what was recorded (MMI3015): it stays as it is, for those who look into it.</exception>
    public async ValueTask<PurgeResult> PurgeAsync(PurgeRequest request, CancellationToken cancellationToken = default)
    {
        Check(request);
        var (incidents, events) = (0L, 0L);
        long? last = 0;
        while (last is { } after)
        {
            (var ids, last) = await ReadAsync(
                session => new EndedIncidents(_dialect, session, request.EndedBefore).FindAsync(after, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var id in ids)
            {
                if (incidents == request.Limit)
                {
                    return new PurgeResult { Incidents = incidents, Events = events };
                }

                var tombstone = await ChangeAsync(
                    session => new StorePurger(_dialect, session, request, _signer).PurgeAsync(id, _clock.Now, cancellationToken), cancellationToken).ConfigureAwait(false);
                incidents += tombstone is null ? 0 : 1;
                events += tombstone?.Sequence ?? 0;
            }
        }

        return new PurgeResult { Incidents = incidents, Events = events };
    }

    private static void Check(PurgeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.By, nameof(request));
        ArgumentException.ThrowIfNullOrWhiteSpace(request.By.Id, nameof(request));
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Reason, nameof(request));
        if (request.Reason.Length > LongestReason)
        {
            throw new ArgumentException($"The reason has {request.Reason.Length} characters; it may have {LongestReason}.", nameof(request));
        }

        if (request.Limit is < 1)
        {
            throw new ArgumentException($"The limit is {request.Limit}; it must be one or more, or none.", nameof(request));
        }
    }

    /// <summary>Runs work that writes, as one transaction that may be long, and tells apart a commit that failed and one of which nothing is known.</summary>
    private ValueTask<T> ChangeAsync<T>(Func<Session, ValueTask<T>> work, CancellationToken cancellationToken) => GuardAsync(
        _sessions.WriteAsync,
        async session =>
        {
            session.HasNoTimeout = true;
            try
            {
                await session.BeginAsync(cancellationToken).ConfigureAwait(false);
                await _dialect.LimitWaitAsync(session, cancellationToken).ConfigureAwait(false);
                var result = await work(session).ConfigureAwait(false);
                await CommitAsync(session).ConfigureAwait(false);
                return result;
            }
            finally
            {
                session.HasNoTimeout = false;
            }
        },
        cancellationToken);
}
