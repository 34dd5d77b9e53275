using NodaTime;

namespace MediMate.Incidents;

/// <summary>A clock ran out.</summary>
public sealed record ClockBreached : IncidentEvent
{
    /// <summary>Gets the name of the clock.</summary>
    public required string Clock { get; init; }

    /// <summary>Gets the instance.</summary>
    public required int Instance { get; init; }

    /// <summary>Gets when it ran out.</summary>
    public required Instant Due { get; init; }
}
