namespace MediMate.Incidents;

/// <summary>The impact that speaks for a level: any one of what it names is enough.</summary>
/// <remarks>
/// Where no level of a playbook names a threshold, these serve: half of the users or data involved for the most severe level, a tenth of the
/// users for the second, a hundredth for the third. A workaround makes the number of users count for one level less.
/// </remarks>
public sealed record ImpactThreshold
{
    /// <summary>Gets the number of users from which the level holds.</summary>
    /// <value>One or more; <see langword="null"/> when the number does not speak for it.</value>
    public long? Users { get; init; }

    /// <summary>Gets the share of the users from which the level holds.</summary>
    /// <value>More than 0, at most 1; <see langword="null"/> when the share does not speak for it.</value>
    public decimal? Share { get; init; }

    /// <summary>Gets a value indicating whether the level holds when data is involved.</summary>
    public bool DataInvolved { get; init; }
}
