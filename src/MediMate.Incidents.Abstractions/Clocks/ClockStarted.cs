using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A clock began to run.</summary>
public sealed record ClockStarted : IncidentEvent
{
    /// <summary>Gets the name of the clock.</summary>
    public required string Clock { get; init; }

    /// <summary>Gets the instance.</summary>
    /// <value>Counted from one.</value>
    public required int Instance { get; init; }

    /// <summary>Gets the level whose target it measures.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the time allowed.</summary>
    public required Duration Target { get; init; }

    /// <summary>Gets the calendar whose hours count.</summary>
    /// <value><see langword="null"/> for round the clock.</value>
    public string? Calendar { get; init; }

    /// <summary>Gets when it runs out.</summary>
    public required Instant Due { get; init; }

    /// <summary>Gets when it warns.</summary>
    public ImmutableArray<ClockWarning> Warnings { get; init; } = [];

    /// <summary>Gets the instant from which a repeating clock repeats.</summary>
    /// <value><see langword="null"/> for a clock that does not repeat.</value>
    public Instant? RepeatsFrom { get; init; }
}
