namespace MediMate.Incidents;

/// <summary>The source said that the trouble behind a key is over.</summary>
public sealed record KeyQuiet : IncidentEvent
{
    /// <summary>Gets the key.</summary>
    public required string Key { get; init; }
}
