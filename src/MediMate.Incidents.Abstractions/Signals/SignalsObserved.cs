namespace MediMate.Incidents;

/// <summary>More signals came in on a key that the incident holds.</summary>
public sealed record SignalsObserved : IncidentEvent
{
    /// <summary>Gets the key.</summary>
    public required string Key { get; init; }

    /// <summary>Gets how many signals this entry stands for; of a group, how many sub-keys began to fire.</summary>
    /// <value>Zero when a group said again what was known.</value>
    public required long Observed { get; init; }

    /// <summary>Gets how many there are on the key with these.</summary>
    public required long Total { get; init; }

    /// <summary>Gets how the sub-keys changed.</summary>
    /// <value><see langword="null"/> for signals that name none.</value>
    public SubKeyChange? SubKeys { get; init; }
}
