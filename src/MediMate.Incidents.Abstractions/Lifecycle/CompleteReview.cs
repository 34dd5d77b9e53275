using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Completes the review. Only while reviewing.</summary>
public sealed record CompleteReview : IncidentCommand
{
    /// <summary>Gets what happened.</summary>
    /// <value>Not blank.</value>
    public required string Summary { get; init; }

    /// <summary>Gets the cause.</summary>
    /// <value>Not blank.</value>
    public required string Cause { get; init; }

    /// <summary>Gets what will be improved.</summary>
    /// <value>At least one, or a reason for none.</value>
    public ImmutableArray<string> Improvements { get; init; } = [];

    /// <summary>Gets why nothing is to be improved.</summary>
    public string? NoImprovementReason { get; init; }
}
