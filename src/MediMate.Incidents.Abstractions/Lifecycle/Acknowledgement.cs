using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Somebody took charge.</summary>
public sealed record Acknowledgement
{
    /// <summary>Gets the person's id.</summary>
    public required string By { get; init; }

    /// <summary>Gets when, as told.</summary>
    public required Instant At { get; init; }

    /// <summary>Gets the cycle in which it counts.</summary>
    public required int Cycle { get; init; }

    /// <summary>Gets the ids of those who have joined since, in their order.</summary>
    public ImmutableArray<string> Joined { get; init => field = value.OrEmpty(); } = [];
}
