namespace MediMate.Incidents;

/// <summary>Begins to stop it from spreading. The severity must be confirmed and the impact described.</summary>
public sealed record BeginContainment : PhaseCommand
{
    /// <inheritdoc/>
    public override PhaseTrigger Trigger => PhaseTrigger.BeginContainment;
}
