using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Watches a signal that is expected from time to time.</summary>
public sealed record HeartbeatMonitor : StoredSubject
{
    private const string KeyPrefix = "heartbeat/";

    /// <summary>Gets the name of the heartbeat in the playbook.</summary>
    public required string Monitor { get; init; }

    /// <summary>Gets how often a beat is expected at least.</summary>
    public required Duration Every { get; init; }

    /// <summary>Gets how much longer a beat may take.</summary>
    public Duration Grace { get; init; }

    /// <summary>Gets the summary of that incident.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets the labels of that incident, sorted by name; its level is one of them.</summary>
    public ImmutableArray<Label> Labels { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets when the last beat was recorded.</summary>
    /// <value><see langword="null"/> before the first.</value>
    public Instant? LastBeatAt { get; init; }

    /// <summary>Gets the instant from which the next beat is missing; while it is missing, when that is told again.</summary>
    public required Instant ExpectedBy { get; init; }

    /// <summary>Gets a value indicating whether the engine was away, so that the beat got a period more. It gets that once.</summary>
    public bool IsExtended { get; init; }

    /// <summary>Gets since when it is missing.</summary>
    /// <value><see langword="null"/> while all is well.</value>
    public Instant? MissedAt { get; init; }

    /// <inheritdoc/>
    public override SubjectKind Kind => SubjectKind.HeartbeatMonitor;

    /// <inheritdoc/>
    public override Instant? NextDueAt => ExpectedBy;

    /// <summary>Gets the key of the incident that a missing beat declares.</summary>
    public string Key => KeyOf(Monitor);

    /// <summary>Gets the key of the incident that a missing beat declares.</summary>
    /// <param name="monitor">The name of the heartbeat.</param>
    /// <returns>The key: <c>heartbeat/</c> and the name.</returns>
    public static string KeyOf(string monitor) => KeyPrefix + monitor;
}
