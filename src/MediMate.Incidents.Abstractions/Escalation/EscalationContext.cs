using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>What an escalation rule is asked about: something happened.</summary>
public sealed record EscalationContext
{
    /// <summary>Gets what happened.</summary>
    public required IncidentEvent Cause { get; init; }

    /// <summary>Gets the incident after it.</summary>
    public required Incident Incident { get; init; }

    /// <summary>Gets the names of the playbook's levels, the most severe first.</summary>
    public required ImmutableArray<string> Levels { get; init; }
}
