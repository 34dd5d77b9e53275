namespace MediMate.Incidents;

/// <summary>The last number that a reference took. Purged incidents have taken numbers too.</summary>
internal sealed record ArchivedNumbers
{
    public required long Last { get; init; }
}
