using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>An incident in a transaction: as it was loaded, and as the decisions so far have left it.</summary>
internal sealed class IncidentSlot
{
    public required IncidentId Id { get; init; }

    public required long Number { get; init; }

    public required Incident Snapshot { get; set; }

    /// <summary>Gets or sets the version that is kept; zero for an incident that is new in this transaction.</summary>
    public required long Version { get; set; }

    /// <summary>Gets or sets the hash of the chain up to the last event.</summary>
    public required ReadOnlyMemory<byte> Head { get; set; }

    /// <summary>Gets or sets the hash of the keys that it holds: equal as long as they are the same.</summary>
    public required Guid Holding { get; set; }

    /// <summary>Gets or sets the keys that it is to hold, where they change.</summary>
    public ImmutableArray<string>? NewKeys { get; set; }

    public Instant? NextDueAt { get; set; }

    /// <summary>Gets or sets a value indicating whether parts of it are in rows of their own.</summary>
    public bool HasParts { get; set; }

    public bool IsNew { get; init; }

    public bool IsChanged { get; set; }

    public List<SealedEvent> NewEvents { get; } = [];
}
