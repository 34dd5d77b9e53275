namespace MediMate.Incidents;

/// <summary>It was a false alarm.</summary>
public sealed record Cancelled : IncidentEvent
{
    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }
}
