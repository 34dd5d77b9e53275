namespace MediMate.Incidents;

/// <summary>What a check of a whole store found.</summary>
public sealed record StoreVerification
{
    /// <summary>Gets how many incidents there are.</summary>
    public required long Incidents { get; init; }

    /// <summary>Gets how many events there are.</summary>
    public required long Events { get; init; }

    /// <summary>Gets how many checkpoints there are.</summary>
    public required long Checkpoints { get; init; }

    /// <summary>Gets how many tombstones there are.</summary>
    public required long Tombstones { get; init; }

    /// <summary>Gets how many checkpoints and tombstones have no signature.</summary>
    /// <value>A fault only where a key to check them with was given.</value>
    public required long Unsigned { get; init; }

    /// <summary>Gets how many personal values are gone with their keys.</summary>
    /// <value>Compare with what was erased on purpose: a value that somebody else took away looks the same.</value>
    public required long ErasedValues { get; init; }

    /// <summary>Gets how many snapshots another version wrote, in a form that cannot be compared.</summary>
    public required long SnapshotsNotCompared { get; init; }

    /// <summary>Gets the first fault.</summary>
    /// <value>
    /// The first by the ids of incidents, which rise with time, and within an incident by the sequence of its events; checkpoints come after
    /// all incidents, by number. <see langword="null"/> where all is right.
    /// </value>
    public StoreFault? FirstFault { get; init; }

    /// <summary>Gets a value indicating whether all is right.</summary>
    public bool IsSound => FirstFault is null;
}
