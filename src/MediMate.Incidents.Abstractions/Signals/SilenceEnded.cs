using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A silence is over, and what still fired has declared.</summary>
public sealed record SilenceEnded : EngineNotice
{
    /// <summary>Gets the silence.</summary>
    public required Guid SilenceId { get; init; }

    /// <summary>Gets the labels that its signals carried.</summary>
    public required ImmutableArray<Label> Match { get; init; }
}
