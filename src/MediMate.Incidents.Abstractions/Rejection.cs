using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Why a command was refused. Nothing was changed.</summary>
public sealed record Rejection
{
    /// <summary>Gets the stable code.</summary>
    /// <value><c>MMI2001</c> and up; each has a page in the documentation.</value>
    public required string Code { get; init; }

    /// <summary>Gets what was refused and what to do, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>Gets every condition that is not met.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Gets the triggers that the present phase allows, whether or not their conditions are met.</summary>
    /// <value>Empty when the refusal is not about phases.</value>
    public ImmutableArray<PhaseTrigger> Allowed { get; init; } = [];

    /// <summary>Returns the code, the message and the reasons as one line.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => Reasons.IsEmpty ? $"{Code}: {Message}" : $"{Code}: {Message} {string.Join("; ", Reasons)}.";
}
