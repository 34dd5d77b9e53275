using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A clock that the playbook sets against an incident. It starts with each cycle.</summary>
public sealed record ClockDefinition
{
    /// <summary>Gets the clock's name.</summary>
    /// <value>One of <see cref="ClockNames"/>.</value>
    public required string Name { get; init; }

    /// <summary>Gets the target for each level.</summary>
    /// <value>A level without a target has no such clock.</value>
    public ImmutableArray<ClockTarget> Targets { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the fractions of the target at which the clock warns.</summary>
    /// <value>Each more than 0 and less than 1, rising. Default 0.8.</value>
    public ImmutableArray<decimal> Warnings { get; init => field = value.OrEmpty(); } = [0.8m];

    /// <summary>Gets a value indicating whether a person may pause it.</summary>
    /// <value><see langword="null"/> for the default: the response clock may not be paused, every other may.</value>
    public bool? IsPausable { get; init; }
}
