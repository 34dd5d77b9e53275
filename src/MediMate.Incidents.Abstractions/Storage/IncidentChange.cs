using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>How one incident changes in a commit.</summary>
public sealed record IncidentChange
{
    /// <summary>Gets the version that was loaded.</summary>
    /// <value>Zero for a new incident.</value>
    public required long ExpectedVersion { get; init; }

    /// <summary>Gets the incident after the change: the snapshot to keep.</summary>
    public required Incident After { get; init; }

    /// <summary>Gets the new events.</summary>
    public required ImmutableArray<IncidentEvent> Events { get; init; }

    /// <summary>Gets the keys that it holds from now on.</summary>
    /// <value>A key is held by at most one incident; empty when the incident is no longer active.</value>
    public required ImmutableArray<string> HeldKeys { get; init; }

    /// <summary>Gets when it is due next.</summary>
    public required Instant? NextDueAt { get; init; }
}
