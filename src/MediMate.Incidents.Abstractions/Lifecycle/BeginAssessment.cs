namespace MediMate.Incidents;

/// <summary>Begins to find out how bad it is.</summary>
public sealed record BeginAssessment : PhaseCommand
{
    /// <inheritdoc/>
    public override PhaseTrigger Trigger => PhaseTrigger.BeginAssessment;
}
