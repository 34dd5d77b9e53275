using NodaTime;

namespace MediMate.Incidents;

/// <summary>A clock stopped at or before its due instant.</summary>
public sealed record ClockMet : IncidentEvent
{
    /// <summary>Gets the name of the clock.</summary>
    public required string Clock { get; init; }

    /// <summary>Gets the instance.</summary>
    public required int Instance { get; init; }

    /// <summary>Gets the time that it counted.</summary>
    public required Duration Worked { get; init; }

    /// <summary>Gets how it ended.</summary>
    /// <value><see cref="ClockResult.Met"/> or <see cref="ClockResult.MetAfterBreach"/>.</value>
    public required ClockResult Result { get; init; }
}
