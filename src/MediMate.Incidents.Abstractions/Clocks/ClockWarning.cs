using NodaTime;

namespace MediMate.Incidents;

/// <summary>A warning that a clock gives before it runs out.</summary>
public sealed record ClockWarning
{
    /// <summary>Gets the fraction of the target.</summary>
    /// <value>More than 0 and less than 1.</value>
    public required decimal Fraction { get; init; }

    /// <summary>Gets when.</summary>
    public required Instant At { get; init; }
}
