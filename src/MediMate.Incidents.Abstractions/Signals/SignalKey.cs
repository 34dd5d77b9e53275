using NodaTime;

namespace MediMate.Incidents;

/// <summary>A key of an incident, with what came in on it.</summary>
public sealed record SignalKey
{
    /// <summary>Gets the key.</summary>
    public required string Key { get; init; }

    /// <summary>Gets a value indicating whether the source said that it is over.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Gets how many signals came in.</summary>
    public required long Count { get; init; }

    /// <summary>Gets when the first one was recorded.</summary>
    public required Instant FirstAt { get; init; }

    /// <summary>Gets when the last one was recorded.</summary>
    public required Instant LastAt { get; init; }

    internal static SignalKey First(string key, Instant at) => new() { Key = key, Count = 1, FirstAt = at, LastAt = at };
}
