using NodaTime;

namespace MediMate.Incidents;

/// <summary>What came in on one key while a silence held it back; signals without a key that say the same share one entry.</summary>
public sealed record SilencedSignal
{
    /// <summary>Gets the last signal.</summary>
    /// <value>Without its sub-keys; those are in <see cref="SubKeys"/>. A long summary is cut.</value>
    public required Signal Last { get; init; }

    /// <summary>Gets how many signals came in; of groups, how often a sub-key began to fire.</summary>
    public required long Count { get; init; }

    /// <summary>Gets how many of them were counted on an incident too, because it held the key.</summary>
    public long Counted { get; init; }

    /// <summary>Gets when the first one was recorded.</summary>
    public required Instant FirstAt { get; init; }

    /// <summary>Gets when the last one was recorded.</summary>
    public required Instant LastAt { get; init; }

    /// <summary>Gets a value indicating whether the source said that it is over.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Gets the sub-keys that fire.</summary>
    /// <value><see langword="null"/> when the signals name none, and while the entry is quiet.</value>
    public FiringSubKeys? SubKeys { get; init; }

    /// <summary>Gets the incident that the entry became part of when the silence ended.</summary>
    /// <value>A reference such as <c>INC-42</c>; <see langword="null"/> before that, and for what was quiet by then.</value>
    public string? ReleasedTo { get; init; }

    /// <summary>Gets a value indicating whether the entry was let go when the silence ended.</summary>
    public bool IsReleased { get; init; }

    /// <summary>Gets a value indicating whether it will declare when the silence ends, as things stand.</summary>
    public bool IsFiring => !IsQuiet && !IsReleased;
}
