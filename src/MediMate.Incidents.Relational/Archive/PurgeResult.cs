namespace MediMate.Incidents;

/// <summary>How much was purged.</summary>
public sealed record PurgeResult
{
    /// <summary>Gets how many incidents are gone. Each has left a tombstone.</summary>
    public required long Incidents { get; init; }

    /// <summary>Gets how many events are gone with them.</summary>
    public required long Events { get; init; }
}
