using NodaTime;

namespace MediMate.Incidents;

/// <summary>A clock was paused.</summary>
public sealed record ClockPaused : IncidentEvent
{
    /// <summary>Gets the name of the clock.</summary>
    public required string Clock { get; init; }

    /// <summary>Gets the instance.</summary>
    public required int Instance { get; init; }

    /// <summary>Gets the time counted so far.</summary>
    public required Duration Worked { get; init; }

    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }
}
