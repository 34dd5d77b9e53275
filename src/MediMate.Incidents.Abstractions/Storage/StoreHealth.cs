using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>How the work of a store stands: what waits, what fails, and who was not reached.</summary>
public sealed record StoreHealth
{
    /// <summary>How often a subject was claimed without moving on when it counts as failing.</summary>
    public const int FailingAttempts = 3;

    /// <summary>How many references are named; counts are whole.</summary>
    public const int NamedIncidents = 20;

    /// <summary>Gets the earliest instant at which something was due that nobody has taken up.</summary>
    /// <value><see langword="null"/> when nothing is due.</value>
    public Instant? OldestDueAt { get; init; }

    /// <summary>Gets the earliest instant at which an outbox row was due that nobody has taken up.</summary>
    /// <value><see langword="null"/> when none is due.</value>
    public Instant? OldestOutboxDueAt { get; init; }

    /// <summary>Gets how many incidents and other subjects were claimed <see cref="FailingAttempts"/> times or more without moving on.</summary>
    public int Failing { get; init; }

    /// <summary>Gets the references of the incidents among them, the first declared first.</summary>
    /// <value>At most <see cref="NamedIncidents"/>.</value>
    public ImmutableArray<string> FailingIncidents { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets how many incidents are unattended.</summary>
    public int Unattended { get; init; }

    /// <summary>Gets the references of unattended incidents, the first declared first.</summary>
    /// <value>At most <see cref="NamedIncidents"/>.</value>
    public ImmutableArray<string> UnattendedIncidents { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets how many incidents are open at each level that has any, by the name of the level.</summary>
    public ImmutableArray<LevelCount> Open { get; init => field = value.OrEmpty(); } = [];
}
