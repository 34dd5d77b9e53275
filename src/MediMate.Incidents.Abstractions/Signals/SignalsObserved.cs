namespace MediMate.Incidents;

/// <summary>More signals came in on a key that the incident holds.</summary>
public sealed record SignalsObserved : IncidentEvent
{
    /// <summary>Gets the key.</summary>
    public required string Key { get; init; }

    /// <summary>Gets how many signals this entry stands for.</summary>
    public required long Observed { get; init; }

    /// <summary>Gets how many there are on the key with these.</summary>
    public required long Total { get; init; }
}
