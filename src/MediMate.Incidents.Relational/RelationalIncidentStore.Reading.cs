using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <content>Reading: incidents, timelines, outbox rows, playbooks.</content>
public sealed partial class RelationalIncidentStore
{
    /// <inheritdoc/>
    public ValueTask<Incident?> FindAsync(IncidentId id, CancellationToken cancellationToken = default) =>
        FindOneAsync("i.id = $1", id.Value, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Incident?> FindByReferenceAsync(string reference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return FindOneAsync("i.reference = $1", IncidentRecord.ReferenceOf(reference), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<IncidentEvent>> ReadEventsAsync(IncidentId id, CancellationToken cancellationToken = default) => ReadAsync(
        async session =>
        {
            var events = ImmutableArray.CreateBuilder<IncidentEvent>();
            await _dialect.QueryAsync(
                session,
                $"SELECT {EventRecord.Columns} FROM {{s}}incident_events WHERE incident_id = $1 ORDER BY sequence",
                reader => events.Add(EventChain.Open(EventRecord.Read(_dialect, reader))),
                cancellationToken,
                id.Value).ConfigureAwait(false);
            return events.DrainToImmutable();
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<OutboxRow>> ReadOutboxAsync(IncidentId id, CancellationToken cancellationToken = default) => ReadAsync(
        async session =>
        {
            var rows = ImmutableArray.CreateBuilder<OutboxRow>();
            await _dialect.QueryAsync(
                session,
                $"SELECT {OutboxRecord.Columns} FROM {{s}}incident_outbox o WHERE o.incident_id = $1 ORDER BY o.number",
                reader => rows.Add(OutboxRecord.Read(reader)),
                cancellationToken,
                id.Value).ConfigureAwait(false);
            return rows.DrainToImmutable();
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<StoredSubject>> ReadSubjectsAsync(SubjectKind kind, CancellationToken cancellationToken = default) => ReadAsync(
        async session =>
        {
            var subjects = ImmutableArray.CreateBuilder<StoredSubject>();
            await _dialect.QueryAsync(
                session,
                $"SELECT {SubjectRecord.Columns} FROM {{s}}incident_subjects i WHERE i.kind = $1 ORDER BY i.number",
                reader => subjects.Add(SubjectRecord.Read(_dialect, reader, isLocked: false).Subject!),
                cancellationToken,
                (int)kind).ConfigureAwait(false);
            return subjects.DrainToImmutable();
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SavePlaybookAsync(string hash, ReadOnlyMemory<byte> canonicalForm, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hash);

        // Nearly always it is there already: a look costs less than a write.
        if (await ReadPlaybookAsync(hash, cancellationToken).ConfigureAwait(false) is null)
        {
            await WriteAsync(
                session => _dialect.ExecuteAsync(
                    session,
                    "INSERT INTO {s}incident_playbooks (hash, body) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING",
                    cancellationToken,
                    hash,
                    canonicalForm.ToArray()),
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadPlaybookAsync(string hash, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return ReadAsync(
            async session =>
            {
                ReadOnlyMemory<byte>? found = null;
                await _dialect.QueryAsync(
                    session,
                    "SELECT body FROM {s}incident_playbooks WHERE hash = $1",
                    reader => found = reader.GetFieldValue<byte[]>(0),
                    cancellationToken,
                    hash).ConfigureAwait(false);
                return found;
            },
            cancellationToken);
    }

    private ValueTask<Incident?> FindOneAsync(string condition, object value, CancellationToken cancellationToken) => ReadAsync(
        async session =>
        {
            var found = await SelectAsync(
                session, $"SELECT {IncidentRecord.Columns} FROM {{s}}incidents i WHERE {condition}", cancellationToken, value).ConfigureAwait(false);
            return found.Count == 0 ? null : found[0].Snapshot;
        },
        cancellationToken);

    /// <summary>Reads incidents whole. A row, its parts and its events are read one after another: a commit in between is noticed, and all is read again.</summary>
    private async ValueTask<IReadOnlyList<(IncidentRow Stored, Incident Snapshot)>> SelectAsync(
        Session session, string text, CancellationToken cancellationToken, params object?[] values)
    {
        while (true)
        {
            var stored = new List<IncidentRow>();
            await _dialect.QueryAsync(session, text, reader => stored.Add(IncidentRecord.Read(_dialect, reader)), cancellationToken, values).ConfigureAwait(false);
            var whole = await SnapshotLoader.LoadAsync(_dialect, session, stored, memory: null, cancellationToken).ConfigureAwait(false);
            if (!stored.Exists(incident => incident.HasParts) || await AreStillAsync(session, stored, cancellationToken).ConfigureAwait(false))
            {
                return whole;
            }
        }
    }

    private async ValueTask<bool> AreStillAsync(Session session, List<IncidentRow> stored, CancellationToken cancellationToken)
    {
        var versions = stored.ToDictionary(incident => incident.Id.Value, incident => incident.Version);
        var same = 0;
        await _dialect.RunAsync(
            session,
            [
                new KeyedStatement("SELECT i.id, i.version FROM {s}incidents i WHERE i.id {in}", versions.Keys, reader =>
                    same += versions[_dialect.ReadId(reader, 0)] == reader.GetInt64(1) ? 1 : 0),
            ],
            wait: true,
            cancellationToken).ConfigureAwait(false);
        return same == versions.Count;
    }
}
