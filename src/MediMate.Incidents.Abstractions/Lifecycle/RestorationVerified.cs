namespace MediMate.Incidents;

/// <summary>Somebody verified that the service is restored.</summary>
public sealed record RestorationVerified : IncidentEvent
{
    /// <summary>Gets how it was verified.</summary>
    public required string How { get; init; }
}
