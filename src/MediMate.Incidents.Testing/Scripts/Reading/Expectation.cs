using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing;

/// <summary>What an output line must look like, and how many of them there must be.</summary>
internal sealed record Expectation
{
    public required string Path { get; init; }

    /// <summary>Gets the expectation as the script writes it.</summary>
    public required string Json { get; init; }

    public required ImmutableArray<ExpectedField> Fields { get; init; }

    public Instant? After { get; init; }

    public Instant? Before { get; init; }

    /// <summary>Gets how many lines there must be.</summary>
    /// <value><see langword="null"/> for at least one.</value>
    public int? Count { get; init; }
}
