using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A paused clock runs on.</summary>
public sealed record ClockResumed : IncidentEvent
{
    /// <summary>Gets the name of the clock.</summary>
    public required string Clock { get; init; }

    /// <summary>Gets the instance.</summary>
    public required int Instance { get; init; }

    /// <summary>Gets the level whose target it measures.</summary>
    public required string Level { get; init; }

    /// <summary>Gets when it runs out now.</summary>
    public required Instant Due { get; init; }

    /// <summary>Gets when it warns, of the warnings that are still to come.</summary>
    public ImmutableArray<ClockWarning> Warnings { get; init; } = [];

    /// <summary>Gets a remark.</summary>
    public string? Reason { get; init; }
}
