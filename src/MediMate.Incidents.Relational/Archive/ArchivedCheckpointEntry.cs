namespace MediMate.Incidents;

/// <summary>How far an incident had come when a checkpoint was taken.</summary>
internal sealed record ArchivedCheckpointEntry
{
    public required Guid Id { get; init; }

    public required long Sequence { get; init; }

    public required byte[] Head { get; init; }
}
