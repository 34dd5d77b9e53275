namespace MediMate.Incidents;

/// <summary>A key that an incident holds: its hash, and as much of it as is kept for people.</summary>
internal sealed record ArchivedHeldKey
{
    public required Guid Id { get; init; }

    public required string Key { get; init; }
}
