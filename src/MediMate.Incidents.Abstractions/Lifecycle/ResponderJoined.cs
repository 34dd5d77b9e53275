namespace MediMate.Incidents;

/// <summary>A further person acknowledged an incident of which somebody is in charge.</summary>
public sealed record ResponderJoined : IncidentEvent
{
    /// <summary>Gets the person.</summary>
    public required string By { get; init; }
}
