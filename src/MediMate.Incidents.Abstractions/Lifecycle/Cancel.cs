namespace MediMate.Incidents;

/// <summary>Ends an incident that was a false alarm. No acknowledgement.</summary>
public sealed record Cancel : PhaseCommand
{
    /// <inheritdoc/>
    public override PhaseTrigger Trigger => PhaseTrigger.Cancel;

    /// <summary>Gets the reason.</summary>
    /// <value>Not blank.</value>
    public required string Reason { get; init; }

    /// <summary>Gets the incident of which it is a duplicate: its keys, with what came in on them, move there.</summary>
    /// <value><see langword="null"/> for a false alarm. Another incident, which has not ended.</value>
    public IncidentId? DuplicateOf { get; init; }
}
