using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Who gets the updates for an audience.</summary>
public sealed record AudienceMembers
{
    /// <summary>Gets the audience.</summary>
    /// <value><see cref="MessageAudience.Internal"/> or <see cref="MessageAudience.External"/>.</value>
    public required MessageAudience Audience { get; init; }

    /// <summary>Gets the level of the incidents for which it says so.</summary>
    /// <value><see langword="null"/> for each level that has no members of its own.</value>
    public string? Level { get; init; }

    /// <summary>Gets the members.</summary>
    /// <value>Names of roles or contacts; at least one.</value>
    public required ImmutableArray<string> Who { get; init => field = value.OrEmpty(); }
}
