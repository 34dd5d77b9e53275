using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Takes charge of every active incident that fits and of which nobody has charge: in a storm, one call instead of three hundred.</summary>
public sealed record AcknowledgeAll
{
    /// <summary>Gets the person.</summary>
    public required Actor By { get; init; }

    /// <summary>Gets the levels of the incidents.</summary>
    /// <value>Names of levels, compared ignoring case; empty for all.</value>
    public ImmutableArray<string> Levels { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the labels that an incident must have, all of them.</summary>
    /// <value>Name and value compared exactly; empty for all incidents.</value>
    public ImmutableArray<Label> Labels { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the key under which the caller may give the command again without doing it twice.</summary>
    /// <value>
    /// One to 160 characters; <see langword="null"/> for none. It counts for each incident by itself: one that was declared in between is acknowledged too.
    /// </value>
    public string? IdempotencyKey { get; init; }
}
