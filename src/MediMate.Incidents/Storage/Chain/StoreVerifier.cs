using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace MediMate.Incidents;

/// <summary>Verifies the whole content of a durable store, whichever it is.</summary>
/// <remarks>
/// What it needs is of the order of what the checkpoints know; events are read one by one. The order of faults stands with
/// <see cref="StoreVerification.FirstFault"/>. An instance verifies once.
/// </remarks>
/// <param name="ledger">What the store shows.</param>
/// <param name="keys">The keys with which checkpoints and tombstones have to be signed; none, and signatures are not looked at.</param>
/// <param name="known">A checkpoint that was kept elsewhere, and must be in the store; null where none was.</param>
internal sealed class StoreVerifier(IStoredLedger ledger, ImmutableArray<CheckpointVerifier> keys = default, StoreCheckpoint? known = null)
{
    private readonly SignatureCheck _signatures = new(keys);
    private readonly CheckpointReader _checkpoints = new(new SignatureCheck(keys), known);
    private readonly Dictionary<IncidentId, Tombstone> _tombstones = [];
    private readonly HashSet<IncidentId> _orphans = [];
    private StoreFault? _fault;
    private long _incidentCount;
    private long _eventCount;
    private long _checkpointCount;
    private long _tombstoneCount;
    private long _unsigned;
    private long _erased;
    private long _notCompared;

    /// <summary>Verifies.</summary>
    public async Task<StoreVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        await ReadWhatIsKnownAsync(cancellationToken).ConfigureAwait(false);

        // Incidents come by id; those that have no row are put between them, so that the first fault is the first by id.
        var ids = new Queue<IncidentId>(_checkpoints.Incidents.Concat(_tombstones.Keys).Concat(_orphans).Distinct().OrderBy(id => id.Value));
        await foreach (var row in ledger.ReadIncidentsAsync(cancellationToken).ConfigureAwait(false))
        {
            await VerifyAbsentAsync(ids, row.Id, cancellationToken).ConfigureAwait(false);
            await VerifyAsync(row, cancellationToken).ConfigureAwait(false);
        }

        await VerifyAbsentAsync(ids, null, cancellationToken).ConfigureAwait(false);
        return new StoreVerification
        {
            Incidents = _incidentCount,
            Events = _eventCount,
            Checkpoints = _checkpointCount,
            Tombstones = _tombstoneCount,
            Unsigned = _unsigned,
            ErasedValues = _erased,
            SnapshotsNotCompared = _notCompared,
            FirstFault = _fault ?? _checkpoints.Fault,
        };
    }

    private async Task ReadWhatIsKnownAsync(CancellationToken cancellationToken)
    {
        await foreach (var checkpoint in ledger.ReadCheckpointsAsync(cancellationToken).ConfigureAwait(false))
        {
            _checkpointCount++;
            _unsigned += checkpoint.Signature is null ? 1 : 0;
            _checkpoints.Read(checkpoint);
        }

        _checkpoints.End();
        await foreach (var tombstone in ledger.ReadTombstonesAsync(cancellationToken).ConfigureAwait(false))
        {
            _tombstoneCount++;
            _unsigned += tombstone.Signature is null ? 1 : 0;
            _tombstones.TryAdd(tombstone.IncidentId, tombstone);
        }

        await foreach (var id in ledger.ReadOrphansAsync(cancellationToken).ConfigureAwait(false))
        {
            _orphans.Add(id);
        }
    }

    private async Task VerifyAsync(StoredIncident row, CancellationToken cancellationToken)
    {
        _incidentCount++;
        _notCompared += row.IsSnapshotOfThisForm ? 0 : 1;
        if (_tombstones.TryGetValue(row.Id, out var tombstone))
        {
            _fault ??= CheckTombstone(tombstone) ?? Report(StoreFaultKind.IncidentUnexpected, row.Id, row.Reference, "it is there, and a tombstone says that it was purged");
        }

        var reader = new IncidentReader(row, _checkpoints.HeadsOf(row.Id));
        await foreach (var next in EventsAsync(row.Id, cancellationToken).ConfigureAwait(false))
        {
            reader.Read(next);
        }

        reader.End();
        _fault ??= reader.Fault;
    }

    /// <summary>Verifies the incidents that have no row, up to one that has.</summary>
    private async Task VerifyAbsentAsync(Queue<IncidentId> ids, IncidentId? until, CancellationToken cancellationToken)
    {
        while (ids.TryPeek(out var id) && (until is null || id.Value.CompareTo(until.Value.Value) <= 0))
        {
            ids.Dequeue();
            if (id != until)
            {
                await VerifyAbsentAsync(id, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task VerifyAbsentAsync(IncidentId id, CancellationToken cancellationToken)
    {
        SealedEvent? first = null;
        if (_orphans.Contains(id))
        {
            await foreach (var next in EventsAsync(id, cancellationToken).ConfigureAwait(false))
            {
                first ??= next;
            }
        }

        _fault ??= _tombstones.TryGetValue(id, out var tombstone) ? CheckTombstone(tombstone) ?? CheckPurged(tombstone)
            : first is not null ? Report(StoreFaultKind.IncidentMissing, id, ReferenceIn(first), "it is gone, and events of it are left")
            : ReportMissing(id, _checkpoints.HeadsOf(id));
    }

    private async IAsyncEnumerable<SealedEvent> EventsAsync(IncidentId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var next in ledger.ReadEventsAsync(id, cancellationToken).ConfigureAwait(false))
        {
            _eventCount++;
            _erased += PersonalValues.CountErased(next.Personal);
            yield return next;
        }
    }

    private StoreFault? CheckTombstone(Tombstone tombstone)
    {
        if (_signatures.Check(tombstone) is { } wrong)
        {
            return Report(wrong.Kind, tombstone.IncidentId, tombstone.Reference, $"its tombstone is not to be trusted: {wrong.What}");
        }

        foreach (var head in _checkpoints.HeadsOf(tombstone.IncidentId))
        {
            if (head.Sequence > tombstone.Sequence || (head.Sequence == tombstone.Sequence && !head.Head.Span.SequenceEqual(tombstone.Head.Span)))
            {
                return Report(
                    StoreFaultKind.TombstoneChanged,
                    tombstone.IncidentId,
                    tombstone.Reference,
                    $"its tombstone ends with event {tombstone.Sequence}; checkpoint {head.Checkpoint} knows event {head.Sequence} with another hash",
                    head.Checkpoint);
            }
        }

        return null;
    }

    private StoreFault? CheckPurged(Tombstone tombstone) => _orphans.Contains(tombstone.IncidentId)
        ? Report(StoreFaultKind.EventUnexpected, tombstone.IncidentId, tombstone.Reference, "it was purged, and events of it are left")
        : null;

    private static StoreFault ReportMissing(IncidentId id, IReadOnlyList<KnownHead> heads)
    {
        const string What = "it is gone, and no tombstone tells why";
        return heads.Count == 0
            ? Report(StoreFaultKind.IncidentMissing, id, null, What)
            : Report(StoreFaultKind.IncidentMissing, id, null, $"{What}; checkpoint {heads[^1].Checkpoint} knows its event {heads[^1].Sequence}", heads[^1].Checkpoint);
    }

    private static string? ReferenceIn(SealedEvent first)
    {
        try
        {
            return (EventChain.Open(first) as IncidentDeclared)?.Reference;
        }
        catch (IncidentStoreException)
        {
            return null;
        }
    }

    private static StoreFault Report(StoreFaultKind kind, IncidentId id, string? reference, string what, long? checkpoint = null) => new()
    {
        Kind = kind,
        Reference = reference,
        IncidentId = id,
        Checkpoint = checkpoint,
        Message = $"{reference ?? id.ToString()}: {what}.",
    };
}
