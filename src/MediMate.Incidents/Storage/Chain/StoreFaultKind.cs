namespace MediMate.Incidents;

/// <summary>What is wrong with a store's content.</summary>
public enum StoreFaultKind
{
    /// <summary>An event is not the one that was recorded.</summary>
    EventChanged,

    /// <summary>An event that was there is gone.</summary>
    EventMissing,

    /// <summary>There is an event that does not belong there.</summary>
    EventUnexpected,

    /// <summary>An event is what was written, and still it cannot be read or folded.</summary>
    EventUnreadable,

    /// <summary>The personal values of an event are not those to which it commits.</summary>
    PersonalValuesChanged,

    /// <summary>The row of an incident does not say what its events say.</summary>
    IncidentChanged,

    /// <summary>An incident that was there is gone, and no tombstone tells why.</summary>
    IncidentMissing,

    /// <summary>There is an incident that, by its tombstone, was purged.</summary>
    IncidentUnexpected,

    /// <summary>The snapshot of an incident is not what its events give.</summary>
    SnapshotChanged,

    /// <summary>A tombstone is not the one that was written.</summary>
    TombstoneChanged,

    /// <summary>A checkpoint is not the one that was written, or does not follow the one before it.</summary>
    CheckpointChanged,

    /// <summary>A checkpoint that was there is gone.</summary>
    CheckpointMissing,

    /// <summary>A checkpoint or a tombstone has no signature, or one that none of the given keys made.</summary>
    SignatureWrong,
}
