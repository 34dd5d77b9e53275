using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>A trigger that the present phase allows.</summary>
public sealed record TriggerExplanation
{
    /// <summary>Gets the trigger.</summary>
    public required PhaseTrigger Trigger { get; init; }

    /// <summary>Gets the conditions that are not met.</summary>
    /// <value>Empty when the trigger would be accepted. What the command itself must bring, such as a reason, is not among them.</value>
    public required ImmutableArray<string> Unmet { get; init; }
}
