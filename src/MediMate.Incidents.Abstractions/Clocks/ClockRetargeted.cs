using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A running clock measures another target from now on, because the level changed. What it has counted stays counted.</summary>
public sealed record ClockRetargeted : IncidentEvent
{
    /// <summary>Gets the name of the clock.</summary>
    public required string Clock { get; init; }

    /// <summary>Gets the instance.</summary>
    public required int Instance { get; init; }

    /// <summary>Gets the level whose target it measures now.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the time allowed.</summary>
    public required Duration Target { get; init; }

    /// <summary>Gets the calendar whose hours count from now on.</summary>
    /// <value><see langword="null"/> for round the clock.</value>
    public string? Calendar { get; init; }

    /// <summary>Gets when it runs out now, or when the new target had run out.</summary>
    public required Instant Due { get; init; }

    /// <summary>Gets when it warns, of the warnings that are still to come.</summary>
    public ImmutableArray<ClockWarning> Warnings { get; init; } = [];

    /// <summary>Gets a value indicating whether it counts from zero again, as the update cadence does.</summary>
    public bool CountsAnew { get; init; }
}
