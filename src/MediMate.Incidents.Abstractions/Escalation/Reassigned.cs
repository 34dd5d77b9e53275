namespace MediMate.Incidents;

/// <summary>The incident was handed to somebody else, who is paged.</summary>
public sealed record Reassigned : IncidentEvent
{
    /// <summary>Gets the person, role or contact.</summary>
    public required string To { get; init; }
}
