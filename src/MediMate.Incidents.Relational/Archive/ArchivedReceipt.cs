namespace MediMate.Incidents;

/// <summary>The receipt of a command that came with an idempotency key. Instants are microseconds.</summary>
internal sealed record ArchivedReceipt
{
    /// <summary>Gets the hash of the key in the form of an id.</summary>
    public required Guid Id { get; init; }

    public required byte[] ContentHash { get; init; }

    public Guid? IncidentId { get; init; }

    public Guid? SilenceId { get; init; }

    public required long FirstSequence { get; init; }

    public required long LastSequence { get; init; }

    public required long AcceptedAt { get; init; }

    public required long ExpiresAt { get; init; }
}
