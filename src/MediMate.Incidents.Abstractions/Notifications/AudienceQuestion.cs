using NodaTime;

namespace MediMate.Incidents;

/// <summary>Asks who is in an audience.</summary>
public sealed record AudienceQuestion
{
    /// <summary>Gets the audience.</summary>
    /// <value><see cref="MessageAudience.Internal"/> or <see cref="MessageAudience.External"/>.</value>
    public required MessageAudience Audience { get; init; }

    /// <summary>Gets the incident's id.</summary>
    public required IncidentId IncidentId { get; init; }

    /// <summary>Gets the incident's reference.</summary>
    public required string Incident { get; init; }

    /// <summary>Gets the instant for which to answer.</summary>
    public required Instant At { get; init; }
}
