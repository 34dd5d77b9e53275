using NodaTime;

namespace MediMate.Incidents;

/// <summary>An incident on its way from an archive into the database: its lines so far.</summary>
internal sealed class IncidentImport(ArchivedIncident row)
{
    private readonly ChainReader _chain = new(new IncidentId(row.Id), row.Reference);
    private Incident? _folded;

    /// <summary>Gets the events that are not yet written.</summary>
    public RowWrite Events { get; } = new(EventRecord.Write);

    /// <summary>Gets the outbox rows.</summary>
    public RowWrite Outbox { get; } = new(OutboxRecord.Write);

    /// <summary>Takes an event.</summary>
    /// <returns>What is wrong with it; <see langword="null"/> where all is right.</returns>
    public string? Add(ArchivedEvent line)
    {
        var next = line.ToSealed(new IncidentId(row.Id));
        if (_chain.Read(next) is { } fault)
        {
            return fault.Message.TrimEnd('.');
        }

        try
        {
            var happened = EventChain.Open(next);
            _folded = _folded is null ? Incident.Fold([happened]) : _folded.Apply(happened);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever the fold makes of an event that no engine wrote.
            return $"{row.Reference}, event {next.Sequence}: it cannot be read or folded: {exception.Message.TrimEnd('.')}";
        }

        EventRecord.Add(Events, next);
        return null;
    }

    /// <summary>Takes an outbox row.</summary>
    /// <returns>What is wrong with it; <see langword="null"/> where all is right.</returns>
    public string? Add(ArchivedOutboxRow line)
    {
        OutboxRow read;
        try
        {
            read = OutboxJson.Read(line.Kind, System.Text.Encoding.UTF8.GetBytes(line.Body));
        }
        catch (IncidentStoreException exception)
        {
            return exception.Message.TrimEnd('.');
        }

        if (read.IncidentId.Value != row.Id)
        {
            return $"{row.Reference}: an outbox row of another incident follows it";
        }

        OutboxRecord.Add(Outbox, read);
        return null;
    }

    /// <summary>Compares the row with its events.</summary>
    /// <returns>What is wrong; <see langword="null"/> where all is right.</returns>
    public string? Check() =>
        _folded is null ? $"{row.Reference} has no events"
        : row.Version != _chain.Sequence || _folded.Version != row.Version ? $"{row.Reference} is at version {row.Version}, and its last event is {_chain.Sequence}"
        : !row.Head.AsSpan().SequenceEqual(_chain.Head.Span) ? $"{row.Reference} does not have the hash of its last event"
        : IncidentRecord.ReferenceOf(_folded.Reference) != row.Reference ? $"{row.Reference} is {_folded.Reference} by its events"
        : null;

    /// <summary>Gives all that is left to be written.</summary>
    public IReadOnlyList<RowWrite> Finish(RowWrite keys)
    {
        var incidents = new RowWrite(IncidentRecord.Write);
        var parts = new RowWrite(SnapshotParts.Write);
        var terms = new RowWrite(TermRecord.Write);
        var slot = new IncidentSlot
        {
            Id = new IncidentId(row.Id),
            Number = row.Number,
            Snapshot = _folded!,
            Version = row.Version,
            Head = row.Head,
            Holding = row.Holding,
            NextDueAt = row.NextDue is { } due ? Micros.ToInstant(due) : default(Instant?),
            IsNew = true,
        };
        var snapshot = SnapshotParts.Split(slot, before: null, parts);
        IncidentRecord.Add(incidents, slot, snapshot);
        foreach (var term in QueryTerms.Of(slot.Snapshot))
        {
            terms.Add(TextValue.Clean(term), slot.Number);
        }

        foreach (var key in row.Keys)
        {
            keys.Add(key.Id, TextValue.Clean(key.Key), row.Id, row.Id);
        }

        return [Events, incidents, parts, terms, keys, Outbox];
    }
}
