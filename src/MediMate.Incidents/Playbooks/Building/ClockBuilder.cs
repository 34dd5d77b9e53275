using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Adds the targets of a clock.</summary>
/// <remarks>Not safe for several threads.</remarks>
public sealed class ClockBuilder
{
    private ClockDefinition _clock;

    internal ClockBuilder(string name)
    {
        // A reminder comes with each miss: a warning before each would be noise, unless somebody wants it.
        _clock = name == ClockNames.UpdateCadence ? new ClockDefinition { Name = name, Warnings = [] } : new ClockDefinition { Name = name };
    }

    /// <summary>Sets the target at a level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="within">The time allowed; more than zero.</param>
    /// <param name="during">The calendar whose hours count. Default: the level's own.</param>
    /// <returns>This builder.</returns>
    public ClockBuilder At(string level, Duration within, string? during = null) =>
        Change(_clock with { Targets = _clock.Targets.Add(new ClockTarget { Level = level, Within = within, Calendar = during }) });

    /// <summary>Sets the fractions of the target at which the clock warns.</summary>
    /// <param name="fractions">Rising, more than 0 and less than 1; none for no warning. Default 0.8.</param>
    /// <returns>This builder.</returns>
    public ClockBuilder WarnAt(params ImmutableArray<decimal> fractions) => Change(_clock with { Warnings = fractions });

    /// <summary>Sets whether a person may pause the clock.</summary>
    /// <param name="isPausable">Default: every clock but the response clock may be paused.</param>
    /// <returns>This builder.</returns>
    public ClockBuilder Pausable(bool isPausable = true) => Change(_clock with { IsPausable = isPausable });

    internal ClockDefinition Build() => _clock;

    private ClockBuilder Change(ClockDefinition changed)
    {
        _clock = changed;
        return this;
    }
}
