namespace MediMate.Incidents;

/// <summary>An escalation rule of the host threw: it was ignored.</summary>
public sealed record EscalationRuleFailed : IncidentEvent
{
    /// <summary>Gets the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Gets the sequence number of the event about which it was asked.</summary>
    public required long Cause { get; init; }

    /// <summary>Gets what it threw.</summary>
    public required string Reason { get; init; }
}
