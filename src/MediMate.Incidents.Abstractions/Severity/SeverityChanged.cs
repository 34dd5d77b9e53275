using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The incident has another level from now on.</summary>
public sealed record SeverityChanged : IncidentEvent
{
    /// <summary>Gets the level it had.</summary>
    public required string From { get; init; }

    /// <summary>Gets the level it has.</summary>
    public required string Level { get; init; }

    /// <summary>Gets who decided.</summary>
    /// <value>The person who chose, or the policy whose opinion raised it.</value>
    public required Actor By { get; init; }

    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets a value indicating whether the new level is the more severe one.</summary>
    public required bool IsRise { get; init; }

    /// <summary>Gets a value indicating whether the incident has this level for the first time in this cycle.</summary>
    public required bool IsFirstInCycle { get; init; }

    /// <summary>Gets how much of the seven phases it has to walk at the new level.</summary>
    public required Lifecycle Lifecycle { get; init; }

    /// <summary>Gets after how much quiet it resolves itself at the new level.</summary>
    /// <value><see langword="null"/> where the level does not allow it.</value>
    public Duration? SelfResolveAfter { get; init; }

    /// <summary>Gets after how long without a sign of life an acknowledgement expires at that level.</summary>
    /// <value><see langword="null"/> where it does not.</value>
    public Duration? AcknowledgementTimesOutAfter { get; init; }

    /// <summary>Gets what each policy said, where policies raised it.</summary>
    public ImmutableArray<PolicyOpinion> Opinions { get; init; } = [];
}
