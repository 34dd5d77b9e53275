using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>The sub-keys of a key that fire, as far as is known.</summary>
/// <remarks>Bounded: of thousands only the first <see cref="MostNamed"/> are kept by name, the others as a number.</remarks>
public sealed record FiringSubKeys
{
    /// <summary>How many are kept by name.</summary>
    public const int MostNamed = 100;

    /// <summary>Gets those that are kept by name.</summary>
    /// <value>At most <see cref="MostNamed"/>, in the order in which they began to fire.</value>
    public ImmutableArray<string> Named { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets how many more fire, or did: nobody can tell when those are over.</summary>
    /// <value>Zero or more. While it is not zero the key is not quiet until a signal says so of the whole key.</value>
    public long Unnamed { get; init; }

    /// <summary>Gets a value indicating whether the source once left some out: they may fire, and nobody can tell.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Gets a value indicating whether it is certain that none fires.</summary>
    public bool IsQuiet => Named.IsEmpty && Unnamed == 0 && !IsTruncated;
}
