using NodaTime;

namespace MediMate.Incidents;

/// <summary>Takes charge of an incident for a while: paging stops, and begins again when the time is over.</summary>
public sealed record Snooze : IncidentCommand
{
    /// <summary>Gets for how long, from now.</summary>
    /// <value>More than zero, and at most what the level allows: 30 minutes at the most severe one, 24 hours at the others, unless the playbook says otherwise.</value>
    public required Duration For { get; init; }
}
