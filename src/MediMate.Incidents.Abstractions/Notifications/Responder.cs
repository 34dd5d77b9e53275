using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A person who can be reached.</summary>
public sealed record Responder
{
    /// <summary>Gets the person's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the ways of reaching the person, the first one first.</summary>
    public ImmutableArray<ContactMethod> Methods { get; init; } = [];
}
