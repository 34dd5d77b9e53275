using NodaTime;

namespace MediMate.Incidents;

/// <summary>The row of an incident as it was read.</summary>
internal sealed record IncidentRow
{
    public required IncidentId Id { get; init; }

    public required long Number { get; init; }

    public required long Version { get; init; }

    public required byte[] Head { get; init; }

    public required Guid Holding { get; init; }

    public required byte[] Snapshot { get; init; }

    /// <summary>Gets the form of the snapshot.</summary>
    public required int Form { get; init; }

    public required bool HasParts { get; init; }

    public required Instant? NextDueAt { get; init; }

    /// <summary>Gets a value indicating whether the snapshot has to be made from the events: another version of the engine wrote it.</summary>
    public bool NeedsFold => Form != SnapshotJson.Form;
}
