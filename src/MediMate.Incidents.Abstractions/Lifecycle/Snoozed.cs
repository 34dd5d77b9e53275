using NodaTime;

namespace MediMate.Incidents;

/// <summary>The acknowledgement holds until an instant; then paging begins again.</summary>
public sealed record Snoozed : IncidentEvent
{
    /// <summary>Gets the person who asked for it.</summary>
    public required string By { get; init; }

    /// <summary>Gets until when.</summary>
    public required Instant Until { get; init; }
}
