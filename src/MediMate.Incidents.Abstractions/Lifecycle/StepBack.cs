namespace MediMate.Incidents;

/// <summary>Goes back to an earlier phase of the same cycle. What was won later no longer counts.</summary>
public sealed record StepBack : PhaseCommand
{
    /// <inheritdoc/>
    public override PhaseTrigger Trigger => PhaseTrigger.StepBack;

    /// <summary>Gets the phase to go back to.</summary>
    /// <value>One of assessing to investigating from a later one of these or resolving; communicating from reviewing.</value>
    public required IncidentPhase To { get; init; }

    /// <summary>Gets the reason.</summary>
    /// <value>Not blank.</value>
    public required string Reason { get; init; }
}
