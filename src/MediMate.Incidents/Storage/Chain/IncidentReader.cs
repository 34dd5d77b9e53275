namespace MediMate.Incidents;

/// <summary>Verifies one incident: its chain, what checkpoints know of it, its row, and its snapshot.</summary>
internal sealed class IncidentReader(StoredIncident row, IReadOnlyList<KnownHead> heads)
{
    private readonly ChainReader _chain = new(row.Id, row.Reference);
    private ReadOnlyMemory<byte> _headAtVersion;
    private Incident? _folded;
    private int _nextHead;

    /// <summary>Gets the first fault so far.</summary>
    public StoreFault? Fault { get; private set; }

    /// <summary>Reads the event that comes next in the store.</summary>
    public void Read(SealedEvent next)
    {
        if (Fault is not null)
        {
            return;
        }

        Fault = _chain.Read(next) ?? CheckHeads() ?? Fold(next);
        if (next.Sequence == row.Version)
        {
            _headAtVersion = next.Hash;
        }
    }

    /// <summary>Ends the reading: the last events may be gone, and row and snapshot have to say what the events say.</summary>
    public void End() => Fault ??= CheckTail() ?? CheckRow() ?? CheckSnapshot();

    private StoreFault? CheckHeads()
    {
        for (; _nextHead < heads.Count && heads[_nextHead].Sequence <= _chain.Sequence; _nextHead++)
        {
            var known = heads[_nextHead];
            if (known.Sequence < _chain.Sequence || !known.Head.Span.SequenceEqual(_chain.Head.Span))
            {
                return Report(
                    StoreFaultKind.EventChanged,
                    known.Sequence,
                    $"checkpoint {known.Checkpoint} knows another one in its place: this event, or one before it, was written anew",
                    known.Checkpoint);
            }
        }

        return null;
    }

    private StoreFault? Fold(SealedEvent next)
    {
        try
        {
            var happened = EventChain.Open(next);
            _folded = _folded is null ? Incident.Fold([happened]) : _folded.Apply(happened);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever the fold makes of an event that no engine wrote: it is a fault of the store, and the others are still to be verified.
            return Report(StoreFaultKind.EventUnreadable, next.Sequence, $"it cannot be read or folded: {exception.Message.TrimEnd('.')}");
        }
    }

    private StoreFault? CheckTail()
    {
        var missing = _chain.Sequence + 1;
        if (_nextHead < heads.Count)
        {
            var known = heads[_nextHead];
            return Report(StoreFaultKind.EventMissing, missing, $"it is gone; checkpoint {known.Checkpoint} knows event {known.Sequence}", known.Checkpoint);
        }

        if (_chain.Sequence == 0)
        {
            return Report(StoreFaultKind.EventMissing, missing, "it is gone; no event of the incident is left");
        }

        var isHead = row.Head.Span.SequenceEqual(_chain.Head.Span);
        if (row.Version > _chain.Sequence && !isHead)
        {
            return Report(StoreFaultKind.EventMissing, missing, $"it is gone; the incident is at version {row.Version}");
        }

        return row.Version < _chain.Sequence && !isHead && row.Head.Span.SequenceEqual(_headAtVersion.Span)
            ? Report(StoreFaultKind.EventUnexpected, row.Version + 1, $"it is too many; the incident is at version {row.Version}")
            : null;
    }

    private StoreFault? CheckRow()
    {
        if (row.Version != _chain.Sequence)
        {
            return Report(StoreFaultKind.IncidentChanged, null, $"its row says version {row.Version}, and its last event is {_chain.Sequence}");
        }

        if (!row.Head.Span.SequenceEqual(_chain.Head.Span))
        {
            return Report(StoreFaultKind.IncidentChanged, null, "its row does not have the hash of its last event");
        }

        return _folded!.Reference == row.Reference ? null
            : Report(StoreFaultKind.IncidentChanged, null, $"its events say that it is {_folded.Reference}");
    }

    private StoreFault? CheckSnapshot() =>
        row.IsSnapshotOfThisForm && !row.Snapshot.Span.SequenceEqual(SnapshotJson.Write(_folded!))
            ? Report(StoreFaultKind.SnapshotChanged, null, "its snapshot is not what its events give")
            : null;

    private StoreFault Report(StoreFaultKind kind, long? sequence, string what, long? checkpoint = null) => new()
    {
        Kind = kind,
        Reference = row.Reference,
        IncidentId = row.Id,
        Sequence = sequence,
        Checkpoint = checkpoint,
        Message = sequence is null ? $"{row.Reference}: {what}." : $"{row.Reference}, event {sequence}: {what}.",
    };
}
