namespace MediMate.Incidents;

/// <summary>Begins the review. Users must have been told in this cycle, or not be affected.</summary>
public sealed record BeginReview : PhaseCommand
{
    /// <inheritdoc/>
    public override PhaseTrigger Trigger => PhaseTrigger.BeginReview;
}
