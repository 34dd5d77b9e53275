namespace MediMate.Incidents;

/// <summary>The incident moved to another phase.</summary>
public sealed record PhaseChanged : IncidentEvent
{
    /// <summary>Gets the phase it left.</summary>
    public required IncidentPhase From { get; init; }

    /// <summary>Gets the phase it entered.</summary>
    public required IncidentPhase To { get; init; }

    /// <summary>Gets what moved it.</summary>
    public required PhaseTrigger Trigger { get; init; }

    /// <summary>Gets the reason.</summary>
    /// <value>Given where the trigger asks for one.</value>
    public string? Reason { get; init; }

    /// <summary>Gets what the move itself won.</summary>
    public LifecycleFacts Gained { get; init; }

    /// <summary>Gets what was won later than the phase entered, and no longer counts.</summary>
    public LifecycleFacts Withdrawn { get; init; }
}
