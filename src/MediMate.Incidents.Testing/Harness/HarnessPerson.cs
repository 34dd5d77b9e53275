using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>A person of a harness or a script: stands in for every contact, rotation and directory.</summary>
public sealed record HarnessPerson
{
    /// <summary>Gets the id.</summary>
    /// <value>Not blank; unique in the harness.</value>
    public required string Id { get; init; }

    /// <summary>Gets the roles and contacts of the playbook that the person holds.</summary>
    /// <value>A role that several persons hold calls each of them; one that nobody holds calls nobody.</value>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Gets the language that the person reads best.</summary>
    /// <value>A tag such as <c>ms</c>; <see langword="null"/> for the default texts of the playbook's templates.</value>
    public string? Language { get; init; }

    /// <summary>Gets the names of the channels on which the person is reached, the first one first.</summary>
    /// <value>Where a step names a channel that the person lacks, the first one is taken.</value>
    public ImmutableArray<string> Channels { get; init; } = [];
}
