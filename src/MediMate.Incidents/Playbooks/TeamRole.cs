using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A role of the core team.</summary>
public sealed record TeamRole
{
    /// <summary>Gets the role's name.</summary>
    /// <value>For instance <c>Engineering Manager</c>. Unique in the team, compared ignoring case.</value>
    public required string Name { get; init; }

    /// <summary>Gets the levels at which the role is called.</summary>
    /// <value>Names of levels; empty for all of them.</value>
    public ImmutableArray<string> Levels { get; init => field = value.OrEmpty(); } = [];
}
