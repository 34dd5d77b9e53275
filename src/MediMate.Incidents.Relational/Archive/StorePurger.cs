using System.Globalization;

namespace MediMate.Incidents;

/// <summary>Purges one incident in a transaction that somebody else commits.</summary>
internal sealed class StorePurger(Dialect dialect, Session session, PurgeRequest request, CheckpointSigner? signer)
{
    private const string Terms = "DELETE FROM {s}incident_terms WHERE number IN (SELECT i.number FROM {s}incidents i WHERE i.id {in})";

    /// <summary>Every other table that knows an incident; a key whose last holder it is would bring it back to mind. The row itself comes last.</summary>
    private static readonly string[] Rows =
    [
        "DELETE FROM {s}incident_events WHERE incident_id {in}",
        "DELETE FROM {s}incident_parts WHERE incident_id {in}",
        "DELETE FROM {s}incident_keys WHERE last_holder {in}",
        "DELETE FROM {s}incident_outbox WHERE incident_id {in}",
        "DELETE FROM {s}incident_receipts WHERE incident_id {in}",
        "DELETE FROM {s}incidents WHERE id {in}",
    ];

    /// <summary>Purges an incident, if it still may be purged now that it is locked.</summary>
    /// <returns>Its tombstone; <see langword="null"/> where it is gone, or lives again.</returns>
    public async ValueTask<Tombstone?> PurgeAsync(Guid id, NodaTime.Instant now, CancellationToken cancellationToken)
    {
        if (await LockAsync(id, cancellationToken).ConfigureAwait(false) is not var (row, incident))
        {
            return null;
        }

        await CheckAsync(row, incident, cancellationToken).ConfigureAwait(false);
        var tombstone = new Tombstone
        {
            IncidentId = row.Id,
            Reference = incident.Reference,
            Sequence = row.Version,
            Head = row.Head,
            PurgedAt = now,
            By = request.By,
            Reason = request.Reason,
        };
        var write = new RowWrite(TombstoneRecord.Write);
        TombstoneRecord.Add(write, signer?.Sign(tombstone) ?? tombstone.Seal());
        await dialect.WriteAsync(session, [new KeyedStatement(Terms, [id]), new KeyedStatement(SubjectRecord.Remove, [id]) { Values = [(int)SubjectKind.SignalTally] }, .. Rows.Select(text => new KeyedStatement(text, [id]))], [write], cancellationToken).ConfigureAwait(false);
        return tombstone;
    }

    /// <summary>Locks the row, and only then looks whether the incident is over: a command may have come in between.</summary>
    private async ValueTask<(IncidentRow Row, Incident Incident)?> LockAsync(Guid id, CancellationToken cancellationToken)
    {
        var locked = new List<IncidentRow>();
        await dialect.RunAsync(
            session, [new KeyedStatement(LoadTexts.ById, [id], reader => locked.Add(IncidentRecord.Read(dialect, reader)))], wait: true, cancellationToken).ConfigureAwait(false);
        var isQuiet = false;
        await dialect.QueryAsync(
            session, $"SELECT i.number FROM {{s}}incidents i WHERE i.id = $1 AND {EndedIncidents.Condition}", _ => isQuiet = true, cancellationToken, id).ConfigureAwait(false);
        if (locked is not [var row] || !isQuiet)
        {
            return null;
        }

        var whole = await SnapshotLoader.LoadAsync(dialect, session, [row], memory: null, cancellationToken).ConfigureAwait(false);
        return new EndedIncidents(dialect, session, request.EndedBefore).IsOver(whole[0].Snapshot) ? (row, whole[0].Snapshot) : null;
    }

    /// <summary>Refuses to purge what was changed by hand: with the incident the traces would be gone.</summary>
    private async ValueTask CheckAsync(IncidentRow row, Incident incident, CancellationToken cancellationToken)
    {
        var chain = new StoredChain(row.Id.Value, incident.Reference);
        await chain.ReadAsync(dialect, session, onEvent: null, cancellationToken).ConfigureAwait(false);
        if ((chain.Fault ?? chain.CheckRow(row.Version, row.Head)) is { } fault)
        {
            throw StoreFailures.Unsound(fault, string.Create(CultureInfo.InvariantCulture, $"{incident.Reference} was not purged, nor what comes after it."));
        }
    }
}
