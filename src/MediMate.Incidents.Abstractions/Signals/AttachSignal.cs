using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Says that a signal is part of an incident, while that is active: further signals on its key are counted there.</summary>
/// <remarks>
/// A key that another incident holds is refused: that incident can be cancelled as a duplicate, which moves its keys. A key that the incident
/// holds already is counted.
/// </remarks>
public sealed record AttachSignal : IncidentCommand
{
    /// <summary>Gets the key that the incident holds from now on.</summary>
    /// <value><see langword="null"/> for a signal without one: the incident is then never all quiet. Not blank.</value>
    public string? Key { get; init; }

    /// <summary>Gets what was noticed, in one line.</summary>
    /// <value>Not blank.</value>
    public required string Summary { get; init; }

    /// <summary>Gets the labels of the signal.</summary>
    public ImmutableArray<Label> Labels { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets where it was noticed.</summary>
    /// <value>Default <see cref="SignalSource.Monitoring"/>.</value>
    public SignalSource Source { get; init; } = SignalSource.Monitoring;
}
