using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A clock of the host beside those of the playbook: what starts it, what stops it, and how long it may run at each level.</summary>
/// <remarks>
/// A function of what it is given: it reads no clock, does no I/O and keeps nothing. It is asked within the commit about each event but those of
/// clocks, so it must not block; one that throws is logged (MMI6025), and its event does nothing to it. A level change retargets it, and a
/// cancellation gives it up, as with every clock.
/// </remarks>
public interface IIncidentClock
{
    /// <summary>Gets the name.</summary>
    /// <value>In camelCase, for instance <c>firstUpdate</c>; none of <see cref="ClockNames"/>. Unique in the host.</value>
    string Name { get; }

    /// <summary>Gets the calendar that it follows.</summary>
    /// <value>The name of a calendar of the playbook; <see langword="null"/> for that of the level.</value>
    string? Calendar => null;

    /// <summary>Gets the parts of the target at which it warns.</summary>
    /// <value>Each more than 0 and less than 1, rising; default 0.8.</value>
    ImmutableArray<decimal> Warnings => [0.8m];

    /// <summary>Gets a value indicating whether people may pause it.</summary>
    /// <value>Default <see langword="true"/>.</value>
    bool IsPausable => true;

    /// <summary>Gets how long it may run at a level.</summary>
    /// <param name="level">The name of the level.</param>
    /// <returns>The target, more than zero; <see langword="null"/> where the clock does not run. Asked once for each level.</returns>
    Duration? TargetAt(string level);

    /// <summary>Decides what an event does to it.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="incident">The incident after it.</param>
    /// <returns>The move.</returns>
    ClockMove MoveOn(IncidentEvent happened, Incident incident);
}
