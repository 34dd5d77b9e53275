using NodaTime;

namespace MediMate.Incidents;

/// <summary>Takes charge of an incident: paging stops and the response clock is met.</summary>
public sealed record Acknowledge : IncidentCommand
{
    /// <summary>Gets when it was done.</summary>
    /// <value><see langword="null"/> for now. At most 7 days back (an option), not before the present phase or cycle began; up to 5 minutes ahead of now is taken as now.</value>
    public Instant? OccurredAt { get; init; }
}
