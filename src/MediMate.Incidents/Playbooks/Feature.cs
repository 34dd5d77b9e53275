using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A feature of the product that the playbook names, so that its failure can be told from other failures.</summary>
public sealed record Feature
{
    /// <summary>Gets the feature's name.</summary>
    /// <value>For instance <c>Sign-in</c>. Unique in the playbook, compared ignoring case.</value>
    public required string Name { get; init; }

    /// <summary>Gets the labels that a signal about the feature carries.</summary>
    /// <value>Any of them is enough. May be empty: the feature is then known by its name alone.</value>
    public ImmutableArray<LabelMatch> Labels { get; init => field = value.OrEmpty(); } = [];
}
