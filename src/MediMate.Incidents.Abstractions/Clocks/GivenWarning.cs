namespace MediMate.Incidents;

/// <summary>A warning that a clock has given: it is not given twice for one level, however often the level changes.</summary>
public sealed record GivenWarning
{
    /// <summary>Gets the level whose target it was about.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the fraction of the target.</summary>
    public required decimal Fraction { get; init; }
}
