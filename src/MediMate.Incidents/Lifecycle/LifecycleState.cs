namespace MediMate.Incidents;

/// <summary>The states of the machine: the phases by their own numbers, and the superstate of those that are active.</summary>
internal enum LifecycleState
{
    /// <summary>See <see cref="IncidentPhase.Detected"/>.</summary>
    Detected = IncidentPhase.Detected,

    /// <summary>See <see cref="IncidentPhase.Assessing"/>.</summary>
    Assessing = IncidentPhase.Assessing,

    /// <summary>See <see cref="IncidentPhase.Containing"/>.</summary>
    Containing = IncidentPhase.Containing,

    /// <summary>See <see cref="IncidentPhase.Investigating"/>.</summary>
    Investigating = IncidentPhase.Investigating,

    /// <summary>See <see cref="IncidentPhase.Resolving"/>.</summary>
    Resolving = IncidentPhase.Resolving,

    /// <summary>See <see cref="IncidentPhase.Communicating"/>.</summary>
    Communicating = IncidentPhase.Communicating,

    /// <summary>See <see cref="IncidentPhase.Reviewing"/>.</summary>
    Reviewing = IncidentPhase.Reviewing,

    /// <summary>See <see cref="IncidentPhase.Closed"/>.</summary>
    Closed = IncidentPhase.Closed,

    /// <summary>See <see cref="IncidentPhase.Cancelled"/>.</summary>
    Cancelled = IncidentPhase.Cancelled,

    /// <summary>The superstate of the first five.</summary>
    Active,
}
