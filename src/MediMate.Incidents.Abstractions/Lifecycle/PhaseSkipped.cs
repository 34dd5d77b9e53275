using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A phase was passed without being worked on.</summary>
public sealed record PhaseSkipped : IncidentEvent
{
    /// <summary>Gets the phase.</summary>
    public required IncidentPhase Phase { get; init; }

    /// <summary>Gets the reason.</summary>
    /// <value>The reason given, or <c>short lifecycle</c>, or <c>resolved in one call</c>.</value>
    public required string Reason { get; init; }

    /// <summary>Gets the conditions that were waived with it.</summary>
    public ImmutableArray<string> Waived { get; init; } = [];
}
