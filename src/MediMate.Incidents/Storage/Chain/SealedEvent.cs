using NodaTime;

namespace MediMate.Incidents;

/// <summary>An event as a durable store keeps it: a link of its incident's chain.</summary>
public sealed record SealedEvent
{
    /// <summary>Gets the incident.</summary>
    public required IncidentId IncidentId { get; init; }

    /// <summary>Gets the place in the incident's timeline.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets when the engine recorded it.</summary>
    /// <value>To the microsecond.</value>
    public required Instant RecordedAt { get; init; }

    /// <summary>Gets the name under which the event is kept.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the number of its form.</summary>
    public required int Form { get; init; }

    /// <summary>Gets the event with a commitment in the place of each personal value.</summary>
    /// <value>JSON in UTF-8.</value>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets the personal values with their salts.</summary>
    /// <value>JSON in UTF-8; <see langword="null"/> where there is nothing personal.</value>
    public ReadOnlyMemory<byte>? Personal { get; init; }

    /// <summary>Gets the hash over the event and the hash before it.</summary>
    /// <value>32 bytes.</value>
    public required ReadOnlyMemory<byte> Hash { get; init; }

    /// <summary>Compares with another event, byte for byte.</summary>
    /// <param name="other">The other event.</param>
    /// <returns><see langword="true"/> when both hold the same.</returns>
    public bool Equals(SealedEvent? other) =>
        other is not null
        && IncidentId == other.IncidentId
        && Sequence == other.Sequence
        && RecordedAt == other.RecordedAt
        && Name == other.Name
        && Form == other.Form
        && Body.Span.SequenceEqual(other.Body.Span)
        && Personal.HasValue == other.Personal.HasValue
        && Personal.GetValueOrDefault().Span.SequenceEqual(other.Personal.GetValueOrDefault().Span)
        && Hash.Span.SequenceEqual(other.Hash.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(IncidentId);
        hash.Add(Sequence);
        hash.AddBytes(Hash.Span);
        return hash.ToHashCode();
    }
}
