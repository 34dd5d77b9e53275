using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Adds the steps of an escalation ladder.</summary>
/// <remarks>Not safe for several threads.</remarks>
public sealed class LadderBuilder
{
    private Ladder _ladder;

    internal LadderBuilder(string level)
    {
        _ladder = new Ladder { Name = level, Level = level, Steps = [] };
    }

    /// <summary>Sets the ladder's name.</summary>
    /// <param name="name">The name. Default: the level's.</param>
    /// <returns>This builder.</returns>
    public LadderBuilder Named(string name) => Change(_ladder with { Name = name });

    /// <summary>Lets the ladder serve only incidents that have a label. Of several ladders that fit the one with the most labels serves.</summary>
    /// <param name="name">The label's name.</param>
    /// <param name="value">The label's value; both are compared ignoring case.</param>
    /// <returns>This builder.</returns>
    public LadderBuilder ForLabel(string name, string value) =>
        Change(_ladder with { Labels = _ladder.Labels.Add(new LabelMatch { Name = name, Value = value }) });

    /// <summary>Adds a step that pages one role or contact.</summary>
    /// <param name="offset">When it is due, counted from the start of its loop; zero or more.</param>
    /// <param name="target">The role or contact.</param>
    /// <param name="channels">The channels; none for the first method of the contact.</param>
    /// <returns>This builder.</returns>
    public LadderBuilder AddStep(Duration offset, string target, params ImmutableArray<string> channels) => AddStep(offset, [target], channels);

    /// <summary>Adds a step that pages several.</summary>
    /// <param name="offset">When it is due, counted from the start of its loop; zero or more.</param>
    /// <param name="targets">The roles or contacts; at least one.</param>
    /// <param name="channels">The channels; none for the first method of each contact.</param>
    /// <returns>This builder.</returns>
    public LadderBuilder AddStep(Duration offset, ImmutableArray<string> targets, params ImmutableArray<string> channels) =>
        Change(_ladder with { Steps = _ladder.Steps.Add(new LadderStep { Offset = offset, Targets = targets, Channels = channels }) });

    /// <summary>Repeats the loop.</summary>
    /// <param name="cycle">The length of a loop; longer than the last offset.</param>
    /// <param name="repeats">How often it is repeated; zero or more.</param>
    /// <returns>This builder.</returns>
    public LadderBuilder Repeat(Duration cycle, int repeats) => Change(_ladder with { Cycle = cycle, Repeats = repeats, UntilAcknowledged = false });

    /// <summary>Repeats the loop until somebody acknowledges.</summary>
    /// <param name="cycle">The length of a loop; longer than the last offset.</param>
    /// <returns>This builder.</returns>
    public LadderBuilder RepeatUntilAcknowledged(Duration cycle) => Change(_ladder with { Cycle = cycle, Repeats = 0, UntilAcknowledged = true });

    internal Ladder Build() => _ladder;

    private LadderBuilder Change(Ladder changed)
    {
        _ladder = changed;
        return this;
    }
}
