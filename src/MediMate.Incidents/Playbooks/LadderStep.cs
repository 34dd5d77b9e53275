using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A step of an escalation ladder.</summary>
public sealed record LadderStep
{
    /// <summary>Gets when the step is due, counted from the start of its loop.</summary>
    /// <value>Zero or more, elapsed time round the clock.</value>
    public required Duration Offset { get; init; }

    /// <summary>Gets who is paged.</summary>
    /// <value>Names of roles or contacts; at least one.</value>
    public required ImmutableArray<string> Targets { get; init => field = value.OrEmpty(); }

    /// <summary>Gets the channels on which each of them is paged.</summary>
    /// <value>Names of channels; empty for the first method of each contact.</value>
    public ImmutableArray<string> Channels { get; init => field = value.OrEmpty(); } = [];
}
