using NodaTime;

namespace MediMate.Incidents;

/// <summary>An entry of an incident's timeline: something that happened. It is never changed.</summary>
public abstract record IncidentEvent
{
    private protected IncidentEvent()
    {
    }

    /// <summary>Gets the place in the incident's timeline.</summary>
    /// <value>Counted from one, without gaps.</value>
    public long Sequence { get; init; }

    /// <summary>Gets when it happened.</summary>
    /// <value>Earlier than <see cref="RecordedAt"/> when it was told late.</value>
    public Instant OccurredAt { get; init; }

    /// <summary>Gets when the engine recorded it.</summary>
    /// <value>Never runs backwards within an incident.</value>
    public Instant RecordedAt { get; init; }

    /// <summary>Gets who did it.</summary>
    public Actor Actor { get; init; } = Actor.System;
}
