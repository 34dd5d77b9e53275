using NodaTime;

namespace MediMate.Incidents;

/// <summary>A clock stopped after its due instant.</summary>
public sealed record ClockStopped : IncidentEvent
{
    /// <summary>Gets the name of the clock.</summary>
    public required string Clock { get; init; }

    /// <summary>Gets the instance.</summary>
    public required int Instance { get; init; }

    /// <summary>Gets the time that it counted.</summary>
    public required Duration Worked { get; init; }
}
