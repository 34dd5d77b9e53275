namespace MediMate.Incidents;

/// <summary>Says that the service is restored. The restoration must have been verified in this cycle.</summary>
public sealed record ConfirmResolution : PhaseCommand
{
    /// <inheritdoc/>
    public override PhaseTrigger Trigger => PhaseTrigger.ConfirmResolution;
}
