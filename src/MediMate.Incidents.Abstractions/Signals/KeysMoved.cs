using NodaTime;

namespace MediMate.Incidents;

/// <summary>A key came from an incident that was cancelled as a duplicate, with what came in on it.</summary>
public sealed record KeysMoved : IncidentEvent
{
    /// <summary>Gets the key.</summary>
    /// <value><see langword="null"/> for signals without one: the incident is then never all quiet.</value>
    public required string? Key { get; init; }

    /// <summary>Gets the reference of the duplicate.</summary>
    public required string From { get; init; }

    /// <summary>Gets how many signals there are on the key with those that came along.</summary>
    public required long Total { get; init; }

    /// <summary>Gets a value indicating whether the source said that it is over.</summary>
    public required bool IsQuiet { get; init; }

    /// <summary>Gets when the key became quiet.</summary>
    /// <value><see langword="null"/> while it fires, and in entries of earlier versions.</value>
    public Instant? QuietSince { get; init; }

    /// <summary>Gets the sub-keys that fire.</summary>
    public FiringSubKeys? SubKeys { get; init; }

    /// <summary>Gets when the first signal on the key was recorded.</summary>
    public Instant FirstAt { get; init; }

    /// <summary>Gets when the last one was recorded.</summary>
    public Instant LastAt { get; init; }
}
