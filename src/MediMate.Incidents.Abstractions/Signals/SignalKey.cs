using NodaTime;

namespace MediMate.Incidents;

/// <summary>A key of an incident, with what came in on it.</summary>
public sealed record SignalKey
{
    /// <summary>Gets the key.</summary>
    public required string Key { get; init; }

    /// <summary>Gets a value indicating whether the source said that it is over.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Gets when it became quiet.</summary>
    /// <value><see langword="null"/> while it fires.</value>
    public Instant? QuietSince { get; init; }

    /// <summary>Gets how many signals came in; of groups, how often a sub-key began to fire.</summary>
    public required long Count { get; init; }

    /// <summary>Gets when the first one was recorded.</summary>
    public required Instant FirstAt { get; init; }

    /// <summary>Gets when the last one came in.</summary>
    public required Instant LastAt { get; init; }

    /// <summary>Gets the sub-keys that fire.</summary>
    /// <value><see langword="null"/> when signals on the key name none, and while the key is quiet.</value>
    public FiringSubKeys? SubKeys { get; init; }

    internal static SignalKey First(IncidentDeclared declared, string key) => new()
    {
        Key = key,
        Count = Math.Max(Math.Max(1, declared.Observed), (declared.SubKeys?.Named.Length ?? 0) + (declared.SubKeys?.Unnamed ?? 0)),
        FirstAt = declared.RecordedAt,
        LastAt = declared.RecordedAt,
        SubKeys = declared.SubKeys,
    };

    internal static SignalKey First(SignalsObserved attached, string key) => new()
    {
        Key = key,
        Count = attached.Total,
        FirstAt = attached.RecordedAt,
        LastAt = attached.RecordedAt,
        SubKeys = attached.SubKeys?.ApplyTo(before: null),
    };

    internal static SignalKey First(KeysMoved moved, string key) => new()
    {
        Key = key,
        IsQuiet = moved.IsQuiet,
        QuietSince = moved.QuietSince,
        Count = moved.Total,
        FirstAt = moved.FirstAt,
        LastAt = moved.LastAt,
        SubKeys = moved.SubKeys,
    };

    internal SignalKey After(SignalsObserved observed) => this with
    {
        Count = observed.Total,
        LastAt = observed.LastAt ?? observed.RecordedAt,
        SubKeys = observed.SubKeys is { } change ? change.ApplyTo(SubKeys) : SubKeys,
    };
}
