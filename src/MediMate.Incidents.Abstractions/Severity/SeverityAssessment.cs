using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>How severe an incident is, who says so, and why.</summary>
public sealed record SeverityAssessment
{
    /// <summary>Gets the level's name.</summary>
    public required string Level { get; init; }

    /// <summary>Gets a value indicating whether a policy spoke or a person said so.</summary>
    public required bool IsConfirmed { get; init; }

    /// <summary>Gets who decided.</summary>
    /// <value>The policy whose opinion won, the person who chose, or the system for the default level.</value>
    public required Actor DecidedBy { get; init; }

    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets what each policy said when the incident was declared.</summary>
    public ImmutableArray<PolicyOpinion> Opinions { get; init => field = value.OrEmpty(); } = [];
}
