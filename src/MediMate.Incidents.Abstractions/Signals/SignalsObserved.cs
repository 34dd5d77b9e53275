using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>More signals came in on a key that the incident holds, or a signal was attached to it.</summary>
/// <remarks>What comes in within ten seconds of such an entry is counted at once and has its entry when they are over: a storm fills no timeline.</remarks>
public sealed record SignalsObserved : IncidentEvent
{
    /// <summary>Gets the key.</summary>
    /// <value><see langword="null"/> for an attached signal without one. A key that the incident did not hold is held from now on.</value>
    public required string? Key { get; init; }

    /// <summary>Gets how many signals this entry stands for; of a group, how many sub-keys began to fire.</summary>
    /// <value>Zero when a group said again what was known.</value>
    public required long Observed { get; init; }

    /// <summary>Gets how many there are on the key with these.</summary>
    public required long Total { get; init; }

    /// <summary>Gets when the last of them came in.</summary>
    /// <value><see langword="null"/> when that was as the entry was recorded.</value>
    public Instant? LastAt { get; init; }

    /// <summary>Gets how the sub-keys changed.</summary>
    /// <value><see langword="null"/> for signals that name none.</value>
    public SubKeyChange? SubKeys { get; init; }

    /// <summary>Gets what was noticed, in one line.</summary>
    /// <value><see langword="null"/> unless the signal was attached.</value>
    public string? Summary { get; init; }

    /// <summary>Gets where it was noticed.</summary>
    /// <value><see langword="null"/> unless the signal was attached.</value>
    public SignalSource? Source { get; init; }

    /// <summary>Gets the labels of an attached signal, sorted by name.</summary>
    public ImmutableArray<Label> Labels { get; init => field = value.OrEmpty(); } = [];
}
