using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>An incident. Its events and outbox rows follow; its snapshot is made from the events.</summary>
internal sealed record ArchivedIncident
{
    public required Guid Id { get; init; }

    public required long Number { get; init; }

    public required string Reference { get; init; }

    public required long Version { get; init; }

    public required byte[] Head { get; init; }

    public long? NextDue { get; init; }

    /// <summary>Gets the hash of the keys that it holds.</summary>
    public required Guid Holding { get; init; }

    /// <summary>Gets the keys that it holds.</summary>
    public required ImmutableArray<ArchivedHeldKey> Keys { get; init; }
}
