namespace MediMate.Incidents;

/// <summary>Goes back to investigating because the fix did not hold. Begins a new cycle.</summary>
public sealed record Reopen : PhaseCommand
{
    /// <inheritdoc/>
    public override PhaseTrigger Trigger => PhaseTrigger.Reopen;

    /// <summary>Gets the reason.</summary>
    /// <value>Not blank.</value>
    public required string Reason { get; init; }
}
