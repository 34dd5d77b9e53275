namespace MediMate.Incidents;

/// <summary>What an event does to a clock of the host.</summary>
public enum ClockMove
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It starts, unless it runs or the incident's level has no target for it.</summary>
    Start,

    /// <summary>It stops, in time or too late, at the instant at which the event happened.</summary>
    Stop,

    /// <summary>It is given up, without a result.</summary>
    Cancel,
}
