namespace MediMate.Incidents;

/// <summary>A quiet key fires again.</summary>
public sealed record KeyFiring : IncidentEvent
{
    /// <summary>Gets the key.</summary>
    public required string Key { get; init; }
}
