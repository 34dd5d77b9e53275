namespace MediMate.Incidents;

/// <summary>The row of an incident as a store keeps it.</summary>
internal sealed record StoredIncident
{
    public required IncidentId Id { get; init; }

    public required string Reference { get; init; }

    /// <summary>Gets the place of the last event, as the row says it.</summary>
    public required long Version { get; init; }

    /// <summary>Gets the hash of the last event, as the row says it.</summary>
    public required ReadOnlyMemory<byte> Head { get; init; }

    public required ReadOnlyMemory<byte> Snapshot { get; init; }

    /// <summary>Gets a value indicating whether the snapshot was written in the form of this version. Others cannot be compared byte for byte.</summary>
    public required bool IsSnapshotOfThisForm { get; init; }
}
