using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Whom a step calls, and on which channels.</summary>
public sealed record EscalationTarget
{
    /// <summary>Gets the name of a role or contact, or a person's id.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the channels.</summary>
    /// <value>Empty for the first method of the contact.</value>
    public ImmutableArray<string> Channels { get; init => field = value.OrEmpty(); } = [];
}
