namespace MediMate.Incidents;

/// <summary>Nothing is left to tell the users in this cycle: an update was delivered, they were told elsewhere, or they were not affected.</summary>
public sealed record UsersTold : IncidentEvent
{
    /// <summary>Gets where they were told.</summary>
    public string? Link { get; init; }

    /// <summary>Gets why nothing else is needed.</summary>
    public string? Reason { get; init; }
}
