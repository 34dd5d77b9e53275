using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>An escalation rule spoke: somebody is told, or called beside the ladder.</summary>
public sealed record EscalationRuleApplied : IncidentEvent
{
    /// <summary>Gets the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Gets whether it ends with the acknowledgement.</summary>
    public required EscalationVerb Verb { get; init; }

    /// <summary>Gets whether it is a page or a note.</summary>
    public required MessageKind Message { get; init; }

    /// <summary>Gets the sequence number of the event that caused it.</summary>
    public required long Cause { get; init; }

    /// <summary>Gets whom it calls.</summary>
    public required ImmutableArray<EscalationTarget> Targets { get; init; }

    /// <summary>Gets why.</summary>
    public required string Reason { get; init; }
}
