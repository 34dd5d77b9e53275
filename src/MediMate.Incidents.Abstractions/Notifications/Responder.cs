using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A person who can be reached.</summary>
public sealed record Responder
{
    /// <summary>Gets the person's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the language that the person reads best.</summary>
    /// <value>A tag (BCP 47) such as <c>ms</c> or <c>ms-MY</c>; <see langword="null"/> for the default texts of the playbook's templates.</value>
    public string? Language { get; init; }

    /// <summary>Gets the ways of reaching the person, the first one first.</summary>
    public ImmutableArray<ContactMethod> Methods { get; init => field = value.OrEmpty(); } = [];
}
