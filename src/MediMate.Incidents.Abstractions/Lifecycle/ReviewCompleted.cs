using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>The review is complete.</summary>
public sealed record ReviewCompleted : IncidentEvent
{
    /// <summary>Gets what happened.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets the cause.</summary>
    public required string Cause { get; init; }

    /// <summary>Gets what will be improved.</summary>
    public ImmutableArray<string> Improvements { get; init; } = [];

    /// <summary>Gets why nothing is to be improved.</summary>
    /// <value>Given when there are no improvements.</value>
    public string? NoImprovementReason { get; init; }
}
