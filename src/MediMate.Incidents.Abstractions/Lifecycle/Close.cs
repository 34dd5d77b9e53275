namespace MediMate.Incidents;

/// <summary>Closes the incident. The review must be complete.</summary>
public sealed record Close : PhaseCommand
{
    /// <inheritdoc/>
    public override PhaseTrigger Trigger => PhaseTrigger.Close;
}
