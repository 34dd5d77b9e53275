using NodaTime;

namespace MediMate.Incidents;

/// <summary>Somebody took charge: paging stops.</summary>
public sealed record Acknowledged : IncidentEvent
{
    /// <summary>Gets the person.</summary>
    public required string By { get; init; }

    /// <summary>Gets a value indicating whether it followed from another act, such as a phase trigger.</summary>
    public bool IsImplied { get; init; }

    /// <summary>Gets the cycle in which it counts.</summary>
    /// <value>Counted from one.</value>
    public required int Cycle { get; init; }

    /// <summary>Gets after how long without a sign of life it expires.</summary>
    /// <value>The time-out of the incident's level; <see langword="null"/> where it has none.</value>
    public Duration? TimesOutAfter { get; init; }
}
