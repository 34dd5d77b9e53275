using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>How the sub-keys of a key changed with a signal.</summary>
public sealed record SubKeyChange
{
    /// <summary>Gets those that began to fire, and are kept by name.</summary>
    public ImmutableArray<string> Fired { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets those that were known by name, and are over.</summary>
    public ImmutableArray<string> Resolved { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets how many more began to fire than can be kept by name.</summary>
    /// <value>Zero or more.</value>
    public long Unnamed { get; init; }

    /// <summary>Gets a value indicating whether the source left some out.</summary>
    public bool IsTruncated { get; init; }

    internal FiringSubKeys ApplyTo(FiringSubKeys? before)
    {
        var known = before ?? new FiringSubKeys();
        return new FiringSubKeys
        {
            Named = [.. known.Named.RemoveRange(Resolved, StringComparer.Ordinal), .. Fired],
            Unnamed = known.Unnamed + Unnamed,
            IsTruncated = known.IsTruncated || IsTruncated,
        };
    }
}
