namespace MediMate.Incidents;

/// <summary>The level that the incident has already is confirmed: a person chose it, or a policy spoke for it.</summary>
public sealed record SeverityConfirmed : IncidentEvent
{
    /// <summary>Gets the level.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets who confirmed it.</summary>
    /// <value>The policy that spoke for it; <see langword="null"/> for the actor of the event.</value>
    public Actor? By { get; init; }
}
