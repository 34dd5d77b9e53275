using NodaTime;

namespace MediMate.Incidents;

/// <summary>A breach was none: what stopped the clock was told late.</summary>
public sealed record ClockBreachWithdrawn : IncidentEvent
{
    /// <summary>Gets the name of the clock.</summary>
    public required string Clock { get; init; }

    /// <summary>Gets the instance.</summary>
    public required int Instance { get; init; }

    /// <summary>Gets when it would have run out.</summary>
    public required Instant Due { get; init; }
}
