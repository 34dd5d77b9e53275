namespace MediMate.Incidents;

/// <summary>Follows the chain of checkpoints, and keeps what the sound ones know of incidents.</summary>
/// <param name="signatures">The keys.</param>
/// <param name="known">A checkpoint that was kept elsewhere, and must be in the store; null where none was.</param>
internal sealed class CheckpointReader(SignatureCheck signatures, StoreCheckpoint? known)
{
    private readonly Dictionary<IncidentId, List<KnownHead>> _heads = [];
    private ReadOnlyMemory<byte> _previous = EventChain.Start;
    private long _number;
    private bool _foundKnown;

    /// <summary>Gets the first fault so far.</summary>
    public StoreFault? Fault { get; private set; }

    /// <summary>Gets the incidents that checkpoints know.</summary>
    public IEnumerable<IncidentId> Incidents => _heads.Keys;

    /// <summary>Lists what checkpoints know of an incident, by sequence.</summary>
    public IReadOnlyList<KnownHead> HeadsOf(IncidentId id)
    {
        if (!_heads.TryGetValue(id, out var heads))
        {
            return [];
        }

        heads.Sort(static (first, second) => (first.Sequence, first.Checkpoint).CompareTo((second.Sequence, second.Checkpoint)));
        return heads;
    }

    /// <summary>Reads the checkpoint that comes next in the store.</summary>
    public void Read(StoreCheckpoint next)
    {
        if (signatures.Check(next) is { } wrong)
        {
            // What it says of incidents is not to be trusted.
            Report(wrong.Kind, next.Number, wrong.What);
        }
        else
        {
            foreach (var entry in next.Entries.OrEmpty())
            {
                Remember(next, entry);
            }
        }

        if (next.Number > _number + 1)
        {
            Report(StoreFaultKind.CheckpointMissing, _number + 1, $"it is gone; the next that is there is checkpoint {next.Number}");
        }
        else if (next.Number <= _number)
        {
            Report(StoreFaultKind.CheckpointChanged, next.Number, $"it stands after checkpoint {_number}");
        }
        else if (!next.PreviousHash.Span.SequenceEqual(_previous.Span))
        {
            Report(StoreFaultKind.CheckpointChanged, next.Number, "it does not follow the one before it");
        }

        if (next.Number == known?.Number)
        {
            _foundKnown = true;
            if (!next.Hash.Span.SequenceEqual(known.Hash.Span))
            {
                Report(StoreFaultKind.CheckpointChanged, next.Number, "it is not the one that was kept elsewhere");
            }
        }

        (_number, _previous) = (next.Number, next.Hash);
    }

    /// <summary>Ends the reading: the last ones may be gone.</summary>
    public void End()
    {
        if (known is not null && !_foundKnown)
        {
            Report(StoreFaultKind.CheckpointMissing, Math.Min(_number + 1, known.Number), $"it is gone; checkpoint {known.Number} was kept elsewhere");
        }
    }

    private void Remember(StoreCheckpoint checkpoint, CheckpointEntry entry)
    {
        if (!_heads.TryGetValue(entry.IncidentId, out var heads))
        {
            _heads.Add(entry.IncidentId, heads = []);
        }

        heads.Add(new KnownHead(entry.Sequence, entry.Head, checkpoint.Number));
    }

    private void Report(StoreFaultKind kind, long number, string what) =>
        Fault ??= new StoreFault { Kind = kind, Checkpoint = number, Message = $"Checkpoint {number}: {what}." };
}
