using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>How much due work a node takes at a time.</summary>
public sealed record StoreClaim
{
    /// <summary>Gets now: what is due later is left.</summary>
    public required Instant Now { get; init; }

    /// <summary>Gets until when nobody else may take the same work.</summary>
    public required Instant LeasedUntil { get; init; }

    /// <summary>Gets how much to take.</summary>
    /// <value>At least one; 16 to 64 is usual.</value>
    public required int Limit { get; init; }

    /// <summary>Gets channels whose messages are left for now, because enough of them are on their way.</summary>
    public ImmutableArray<string> ExceptChannels { get; init; } = [];
}
