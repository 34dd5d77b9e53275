using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A silence began: signals that it matches declare nothing from now on.</summary>
public sealed record SilenceStarted : EngineNotice
{
    /// <summary>Gets the silence.</summary>
    public required Guid SilenceId { get; init; }

    /// <summary>Gets the labels that a silenced signal carries: all of them.</summary>
    public required ImmutableArray<Label> Match { get; init; }

    /// <summary>Gets when it ends.</summary>
    public required Instant Until { get; init; }

    /// <summary>Gets why.</summary>
    public required string Reason { get; init; }
}
