namespace MediMate.Incidents;

/// <summary>A clock was given up.</summary>
public sealed record ClockCancelled : IncidentEvent
{
    /// <summary>Gets the name of the clock.</summary>
    public required string Clock { get; init; }

    /// <summary>Gets the instance.</summary>
    public required int Instance { get; init; }

    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }
}
