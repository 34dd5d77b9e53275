namespace MediMate.Incidents;

/// <summary>Finds incidents that are over: nothing will happen to them any more by itself.</summary>
internal sealed class EndedIncidents(Dialect dialect, Session session, NodaTime.Instant before)
{
    private const int PageSize = 50;

    /// <summary>The conditions that the database can look at.</summary>
    public const string Condition =
        """
        NOT i.is_open AND i.next_due IS NULL AND i.due_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM {s}incident_outbox o WHERE o.incident_id = i.id AND o.due_at IS NOT NULL)
        """;

    /// <summary>Finds the next ones.</summary>
    /// <param name="after">The number of the last one that was looked at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Those of a page that are over, and the last number that was looked at; <see langword="null"/> after the last page.</returns>
    public async ValueTask<(IReadOnlyList<Guid> Ids, long? Last)> FindAsync(long after, CancellationToken cancellationToken)
    {
        var page = new List<IncidentRow>();
        await dialect.QueryAsync(
            session,
            $"SELECT {IncidentRecord.Columns} FROM {{s}}incidents i WHERE i.number > $1 AND {Condition} ORDER BY i.number LIMIT $2",
            reader => page.Add(IncidentRecord.Read(dialect, reader)),
            cancellationToken,
            after,
            PageSize).ConfigureAwait(false);
        var whole = await SnapshotLoader.LoadAsync(dialect, session, page, memory: null, cancellationToken).ConfigureAwait(false);
        return ([.. whole.Where(incident => IsOver(incident.Snapshot)).Select(incident => incident.Stored.Id.Value)], page.Count == 0 ? null : page[^1].Number);
    }

    /// <summary>Tells whether an incident had ended in time.</summary>
    public bool IsOver(Incident incident) => incident.Phase.IsEnded() && incident.UpdatedAt < before;
}
