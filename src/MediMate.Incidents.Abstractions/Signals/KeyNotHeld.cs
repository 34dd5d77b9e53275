namespace MediMate.Incidents;

/// <summary>Two incidents claim one key: one was reopened while the other holds it. Both say so.</summary>
public sealed record KeyNotHeld : IncidentEvent
{
    /// <summary>Gets the key.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the reference of the incident that holds it.</summary>
    public required string Holder { get; init; }
}
