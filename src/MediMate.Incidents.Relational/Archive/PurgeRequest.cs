using NodaTime;

namespace MediMate.Incidents;

/// <summary>Which incidents are purged, by whom and why. Tombstones keep both.</summary>
public sealed record PurgeRequest
{
    /// <summary>Gets the instant before which an incident has to have ended: closed or cancelled, its last event before it.</summary>
    /// <value>An incident with anything due or a message on its way stays, however old it is.</value>
    public required Instant EndedBefore { get; init; }

    /// <summary>Gets who purges.</summary>
    public required Actor By { get; init; }

    /// <summary>Gets why. It stays for ever: name a rule, and no person.</summary>
    /// <value>Not blank, at most 1000 characters.</value>
    public required string Reason { get; init; }

    /// <summary>Gets how many incidents are purged at most, the oldest first.</summary>
    /// <value>One or more; <see langword="null"/>, the default, for all.</value>
    public int? Limit { get; init; }
}
