using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>An escalation ladder: who is paged when, until somebody acknowledges.</summary>
/// <remarks>
/// Step i of loop k (both counted from one) is due at start + (k − 1) × <see cref="Cycle"/> + its offset. After
/// <see cref="Repeats"/> + 1 loops the ladder is exhausted.
/// </remarks>
public sealed record Ladder
{
    /// <summary>Gets the ladder's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the level that it serves.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the labels that an incident must have, all of them, for the ladder to serve it.</summary>
    /// <value>
    /// Compared ignoring case; none for every incident of the level. Of several ladders that fit the one with the most labels serves, of equals the first.
    /// </value>
    public ImmutableArray<LabelMatch> Labels { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the steps.</summary>
    /// <value>At least one; offsets do not fall.</value>
    public required ImmutableArray<LadderStep> Steps { get; init => field = value.OrEmpty(); }

    /// <summary>Gets the length of a loop.</summary>
    /// <value>
    /// Longer than the last offset; required with repeats. A ladder without it runs once and is exhausted when the response clock is due, or,
    /// where that is not after the last step, 30 minutes after the last step.
    /// </value>
    public Duration? Cycle { get; init; }

    /// <summary>Gets how often the loop is repeated.</summary>
    /// <value>Zero or more; default 0.</value>
    public int Repeats { get; init; }

    /// <summary>Gets a value indicating whether the loop is repeated until somebody acknowledges.</summary>
    /// <value>Default false. Needs a cycle and no <see cref="Repeats"/>; such a ladder is never exhausted.</value>
    public bool UntilAcknowledged { get; init; }
}
