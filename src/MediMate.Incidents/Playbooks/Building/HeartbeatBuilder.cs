using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Says more about a heartbeat.</summary>
/// <remarks>Not safe for several threads.</remarks>
public sealed class HeartbeatBuilder
{
    private HeartbeatDefinition _heartbeat;

    internal HeartbeatBuilder(string name, Duration every)
    {
        _heartbeat = new HeartbeatDefinition { Name = name, Every = every };
    }

    /// <summary>Sets how much longer a beat may take before it counts as missing.</summary>
    /// <param name="grace">Zero or more. Default zero.</param>
    /// <returns>This builder.</returns>
    public HeartbeatBuilder WithGrace(Duration grace) => Change(_heartbeat with { Grace = grace });

    /// <summary>Sets the key of the signals that are beats.</summary>
    /// <param name="key">The key. Default: with labels any key, else <c>heartbeat/</c> and the name.</param>
    /// <returns>This builder.</returns>
    public HeartbeatBuilder OnKey(string key) => Change(_heartbeat with { Key = key });

    /// <summary>Adds labels that a beat carries: all of them.</summary>
    /// <param name="labels">The labels.</param>
    /// <returns>This builder.</returns>
    public HeartbeatBuilder Matching(params ImmutableArray<LabelMatch> labels) => Change(_heartbeat with { Match = _heartbeat.Match.AddRange(labels) });

    /// <summary>Sets the level of the incident that a missing beat declares.</summary>
    /// <param name="level">The level. Default: what the severity policies say.</param>
    /// <returns>This builder.</returns>
    public HeartbeatBuilder DeclaresAt(string level) => Change(_heartbeat with { Level = level });

    /// <summary>Sets the summary of the incident that a missing beat declares.</summary>
    /// <param name="summary">One line; not blank.</param>
    /// <returns>This builder.</returns>
    public HeartbeatBuilder Saying(string summary) => Change(_heartbeat with { Summary = summary });

    /// <summary>Adds labels of the incident that a missing beat declares.</summary>
    /// <param name="labels">The labels.</param>
    /// <returns>This builder.</returns>
    public HeartbeatBuilder WithLabels(params ImmutableArray<LabelMatch> labels) => Change(_heartbeat with { Labels = _heartbeat.Labels.AddRange(labels) });

    internal HeartbeatDefinition Build() => _heartbeat;

    private HeartbeatBuilder Change(HeartbeatDefinition changed)
    {
        _heartbeat = changed;
        return this;
    }
}
