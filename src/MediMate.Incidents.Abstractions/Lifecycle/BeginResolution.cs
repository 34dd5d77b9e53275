namespace MediMate.Incidents;

/// <summary>Begins to make the fix.</summary>
public sealed record BeginResolution : PhaseCommand
{
    /// <inheritdoc/>
    public override PhaseTrigger Trigger => PhaseTrigger.BeginResolution;
}
