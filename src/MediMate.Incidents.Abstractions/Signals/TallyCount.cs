using NodaTime;

namespace MediMate.Incidents;

/// <summary>How many signals came in on a key and are not on the timeline yet.</summary>
public sealed record TallyCount
{
    /// <summary>Gets the key.</summary>
    public required string Key { get; init; }

    /// <summary>Gets how many.</summary>
    /// <value>Zero where a group only said again what was known.</value>
    public required long Pending { get; init; }

    /// <summary>Gets when the last of them was counted.</summary>
    public required Instant LastAt { get; init; }
}
