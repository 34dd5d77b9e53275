namespace MediMate.Incidents;

/// <summary>How far the chain of one incident had come when a checkpoint was taken.</summary>
public sealed record CheckpointEntry
{
    /// <summary>Gets the incident.</summary>
    public required IncidentId IncidentId { get; init; }

    /// <summary>Gets the place of its last event.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the hash of its last event.</summary>
    /// <value>32 bytes.</value>
    public required ReadOnlyMemory<byte> Head { get; init; }

    /// <summary>Compares with another entry, the hashes byte for byte.</summary>
    /// <param name="other">The other entry.</param>
    /// <returns><see langword="true"/> when both say the same.</returns>
    public bool Equals(CheckpointEntry? other) =>
        other is not null && IncidentId == other.IncidentId && Sequence == other.Sequence && Head.Span.SequenceEqual(other.Head.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IncidentId, Sequence);
}
