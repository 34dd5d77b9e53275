namespace MediMate.Incidents;

/// <summary>A key that nobody holds, with the incident that held it last.</summary>
internal sealed record ArchivedKey
{
    public required Guid Id { get; init; }

    public required string Key { get; init; }

    public required Guid LastHolder { get; init; }
}
