using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A ladder began.</summary>
public sealed record EscalationStarted : IncidentEvent
{
    /// <summary>Gets the name of the ladder.</summary>
    public required string Ladder { get; init; }

    /// <summary>Gets the level.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the epoch.</summary>
    /// <value>One more with each start of a ladder.</value>
    public required int Epoch { get; init; }

    /// <summary>Gets the first step.</summary>
    public required EscalationNext Next { get; init; }

    /// <summary>Gets when the ladder is over if nobody acknowledges.</summary>
    /// <value>Set when it starts: no pause of a clock moves it. <see langword="null"/> in entries of earlier versions.</value>
    public Instant? EndsAt { get; init; }

    /// <summary>Gets the instant from which its loops are counted.</summary>
    /// <value><see langword="null"/> when that is when it happened.</value>
    public Instant? CountsFrom { get; init; }

    /// <summary>Gets whom the first step calls beside its own people.</summary>
    public ImmutableArray<EscalationTarget> Also { get; init => field = value.OrEmpty(); } = [];
}
