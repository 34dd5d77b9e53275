using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A kind of incident that the playbook knows, with the steps of its runbook.</summary>
public sealed record Scenario
{
    /// <summary>Gets the scenario's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the runbook's steps, in order.</summary>
    public ImmutableArray<string> Steps { get; init => field = value.OrEmpty(); } = [];
}
