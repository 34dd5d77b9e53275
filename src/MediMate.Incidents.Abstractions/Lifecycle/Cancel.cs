namespace MediMate.Incidents;

/// <summary>Ends an incident that was a false alarm. No acknowledgement.</summary>
public sealed record Cancel : PhaseCommand
{
    /// <inheritdoc/>
    public override PhaseTrigger Trigger => PhaseTrigger.Cancel;

    /// <summary>Gets the reason.</summary>
    /// <value>Not blank.</value>
    public required string Reason { get; init; }
}
