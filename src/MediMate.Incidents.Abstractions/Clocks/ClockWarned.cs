namespace MediMate.Incidents;

/// <summary>A fraction of a clock's target has passed.</summary>
public sealed record ClockWarned : IncidentEvent
{
    /// <summary>Gets the name of the clock.</summary>
    public required string Clock { get; init; }

    /// <summary>Gets the instance.</summary>
    public required int Instance { get; init; }

    /// <summary>Gets the fraction of the target.</summary>
    public required decimal Fraction { get; init; }

    /// <summary>Gets a value indicating whether somebody is told.</summary>
    /// <value>Default <see langword="true"/>; false when an outage overtook it.</value>
    public bool IsAnnounced { get; init; } = true;
}
