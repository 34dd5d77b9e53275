namespace MediMate.Incidents;

/// <summary>Takes a cancellation back. Begins a new cycle.</summary>
public sealed record Restore : PhaseCommand
{
    /// <inheritdoc/>
    public override PhaseTrigger Trigger => PhaseTrigger.Restore;

    /// <summary>Gets the reason.</summary>
    /// <value>Not blank.</value>
    public required string Reason { get; init; }
}
