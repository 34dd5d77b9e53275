using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A step of the ladder has its answer: these people are paged, or nobody could be.</summary>
public sealed record EscalationStepRan : IncidentEvent
{
    /// <summary>Gets the name of the ladder.</summary>
    public required string Ladder { get; init; }

    /// <summary>Gets the level.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the loop.</summary>
    public required int Loop { get; init; }

    /// <summary>Gets the step.</summary>
    public required int Step { get; init; }

    /// <summary>Gets whom it pages.</summary>
    /// <value>Empty when nobody is reachable.</value>
    public required ImmutableArray<ResolvedTarget> ResolvedTo { get; init; }

    /// <summary>Gets why nobody is reachable, or why others answered than the contact directory.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets by how much the rest of the loop moves earlier.</summary>
    public Duration Moved { get; init; }

    /// <summary>Gets what comes next.</summary>
    /// <value><see langword="null"/> when the step changed nothing about it.</value>
    public EscalationNext? Next { get; init; }
}
