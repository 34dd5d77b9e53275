namespace MediMate.Incidents;

/// <summary>Says that the service was seen restored. Only while resolving.</summary>
public sealed record VerifyRestoration : IncidentCommand
{
    /// <summary>Gets how it was verified.</summary>
    /// <value>Not blank.</value>
    public required string How { get; init; }
}
