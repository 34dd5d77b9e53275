namespace MediMate.Incidents;

/// <summary>Makes incidents of their rows: most are whole; some have parts elsewhere, or were written by another version of the engine.</summary>
internal static class SnapshotLoader
{
    /// <summary>Makes incidents of rows.</summary>
    /// <param name="dialect">The database.</param>
    /// <param name="session">A session of it.</param>
    /// <param name="stored">The rows.</param>
    /// <param name="memory">What lately written snapshots say; <see langword="null"/> to read every one, as those who look for faults must.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The rows with their incidents, in the order given.</returns>
    public static async ValueTask<IReadOnlyList<(IncidentRow Stored, Incident Snapshot)>> LoadAsync(
        Dialect dialect, Session session, IReadOnlyList<IncidentRow> stored, SnapshotMemory? memory, CancellationToken cancellationToken)
    {
        if (stored.Count == 0)
        {
            return [];
        }

        List<Guid> toFold = [.. stored.Where(incident => incident.NeedsFold).Select(incident => incident.Id.Value).Distinct()];
        List<Guid> inParts = [.. stored.Where(incident => incident is { HasParts: true, NeedsFold: false }).Select(incident => incident.Id.Value).Distinct()];
        var events = new Dictionary<IncidentId, List<IncidentEvent>>();
        var parts = new List<(IncidentId Incident, string Part, byte[] Body)>();
        if (toFold.Count + inParts.Count > 0)
        {
            await LoadAsync(dialect, session, toFold, inParts, events, parts, cancellationToken).ConfigureAwait(false);
        }

        var partsById = parts.ToLookup(part => part.Incident);
        return
        [
            .. stored.Select(incident => (incident, incident.NeedsFold
                ? Incident.Fold(events[incident.Id])
                : partsById[incident.Id].Aggregate(
                    memory is null ? SnapshotJson.Read(incident.Snapshot) : memory.Read(incident.Id, incident.Snapshot), (snapshot, part) => SnapshotParts.Join(snapshot, part.Part, part.Body)))),
        ];
    }

    private static async ValueTask LoadAsync(
        Dialect dialect,
        Session session,
        List<Guid> toFold,
        List<Guid> inParts,
        Dictionary<IncidentId, List<IncidentEvent>> events,
        List<(IncidentId Incident, string Part, byte[] Body)> parts,
        CancellationToken cancellationToken)
    {
        var statements = new List<KeyedStatement>();
        if (toFold.Count > 0)
        {
            statements.Add(new KeyedStatement(LoadTexts.Events, toFold, reader =>
            {
                var stored = EventRecord.Read(dialect, reader);
                if (!events.TryGetValue(stored.IncidentId, out var timeline))
                {
                    events.Add(stored.IncidentId, timeline = []);
                }

                timeline.Add(EventChain.Open(stored));
            }));
        }

        if (inParts.Count > 0)
        {
            statements.Add(new KeyedStatement(
                LoadTexts.Parts, inParts, reader => parts.Add((new IncidentId(dialect.ReadId(reader, 0)), reader.GetString(1), reader.GetFieldValue<byte[]>(2)))));
        }

        await dialect.RunAsync(session, statements, wait: true, cancellationToken).ConfigureAwait(false);
    }
}
