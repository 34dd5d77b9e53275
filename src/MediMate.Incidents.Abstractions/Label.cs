using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A label of a signal or an incident, for instance <c>service=login</c>.</summary>
public sealed record Label
{
    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the value.</summary>
    public required string Value { get; init; }

    /// <summary>Makes labels from pairs, in the order of their names.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <returns>The labels, sorted by name (ordinal).</returns>
    public static ImmutableArray<Label> From(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return [.. pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new Label { Name = pair.Key, Value = pair.Value })];
    }
}
