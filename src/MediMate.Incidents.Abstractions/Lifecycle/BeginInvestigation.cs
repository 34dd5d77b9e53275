namespace MediMate.Incidents;

/// <summary>Begins to look for the cause. The severity must be confirmed.</summary>
public sealed record BeginInvestigation : PhaseCommand
{
    /// <inheritdoc/>
    public override PhaseTrigger Trigger => PhaseTrigger.BeginInvestigation;

    /// <summary>Gets why there is nothing to contain.</summary>
    /// <value>Needed from assessing at a level with the full lifecycle.</value>
    public string? WaiveContainment { get; init; }
}
