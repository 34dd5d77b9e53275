namespace MediMate.Incidents;

/// <summary>An outbox row of the incident above it.</summary>
internal sealed record ArchivedOutboxRow
{
    public required int Kind { get; init; }

    /// <summary>Gets the row: JSON as a text.</summary>
    public required string Body { get; init; }
}
