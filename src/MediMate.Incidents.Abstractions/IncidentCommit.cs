using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>What one command changed, or why it was refused.</summary>
public sealed record IncidentCommit
{
    /// <summary>Gets when.</summary>
    public required Instant At { get; init; }

    /// <summary>Gets the incident after it.</summary>
    /// <value><see langword="null"/> when the command named an unknown one, or was about none.</value>
    public Incident? Incident { get; init; }

    /// <summary>Gets the name of the command.</summary>
    /// <value>For instance <c>Acknowledge</c>.</value>
    public required string Command { get; init; }

    /// <summary>Gets who gave it.</summary>
    public required Actor By { get; init; }

    /// <summary>Gets the new events.</summary>
    public ImmutableArray<IncidentEvent> Events { get; init; } = [];

    /// <summary>Gets the outbox rows that were added or changed, as they stand now.</summary>
    public ImmutableArray<OutboxRow> Rows { get; init; } = [];

    /// <summary>Gets what happened beside the incident: silences and heartbeats.</summary>
    public ImmutableArray<EngineNotice> Notices { get; init; } = [];

    /// <summary>Gets why the command was refused.</summary>
    public Rejection? Rejection { get; init; }
}
