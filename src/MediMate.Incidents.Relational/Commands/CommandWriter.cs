namespace MediMate.Incidents;

/// <summary>Writes what a group of commands has decided, each table with one statement.</summary>
internal static class CommandWriter
{
    /// <summary>Writes.</summary>
    /// <returns>Whether it is written; if not, nothing may be committed.</returns>
    public static async ValueTask<WriteOutcome> WriteAsync(Dialect dialect, Session session, CommandGroup group, SnapshotMemory memory, CancellationToken cancellationToken)
    {
        var incidents = new RowWrite(IncidentRecord.Write);
        var events = new RowWrite(EventRecord.Write);
        var parts = new RowWrite(SnapshotParts.Write);
        var terms = new RowWrite(TermRecord.Write);
        var taken = new RowWrite(KeyRecord.Take);
        var outbox = new RowWrite(OutboxRecord.Write);
        var releasing = new List<Guid>();

        // Always in the order of ids: two nodes then never wait for each other crosswise.
        foreach (var slot in group.Changed.OrderBy(slot => slot.Id.Value))
        {
            var snapshot = SnapshotParts.Split(slot, group.Before.GetValueOrDefault(slot.Id), parts);
            IncidentRecord.Add(incidents, slot, snapshot);
            if (!slot.HasParts)
            {
                memory.Remember(snapshot, slot.Snapshot);
            }

            slot.NewEvents.ForEach(happened => EventRecord.Add(events, happened));
            if (slot.IsNew)
            {
                foreach (var term in QueryTerms.Of(slot.Snapshot))
                {
                    terms.Add(TextValue.Clean(term), slot.Number);
                }
            }

            if (slot.NewKeys is { } keys)
            {
                if (!slot.IsNew)
                {
                    releasing.Add(slot.Id.Value);
                }

                foreach (var key in keys)
                {
                    taken.Add(NameHash.Of(key), TextValue.Clean(key), slot.Id.Value, slot.Id.Value);
                }
            }
        }

        taken.Rows.Sort((one, other) => ((Guid)one[0]!).CompareTo((Guid)other[0]!));
        foreach (var row in group.ChangedRows)
        {
            OutboxRecord.Add(outbox, row.Row);
        }

        var subjects = new SubjectWriter(group.Subjects);
        RowWrite[] writes = [incidents, events, parts, terms, taken, outbox, .. subjects.Writes];
        await dialect.WriteAsync(
            session,
            [.. releasing.Count > 0 ? [new KeyedStatement(KeyRecord.Release, releasing)] : Array.Empty<KeyedStatement>(), .. subjects.First],
            [.. writes.Where(write => write.Rows.Count > 0)],
            cancellationToken).ConfigureAwait(false);
        return taken.Returned != taken.Rows.Count ? WriteOutcome.KeyTaken
            : subjects.IsComplete ? WriteOutcome.Written
            : WriteOutcome.OtherFirst;
    }
}
