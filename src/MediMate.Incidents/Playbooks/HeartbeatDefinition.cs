using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A signal that is expected from time to time: when it stays away, that is the trouble.</summary>
public sealed record HeartbeatDefinition
{
    /// <summary>Gets the name.</summary>
    /// <value>For instance <c>nightly-backup</c>. Unique in the playbook, compared ignoring case.</value>
    public required string Name { get; init; }

    /// <summary>Gets how often a beat is expected at least.</summary>
    /// <value>More than zero.</value>
    public required Duration Every { get; init; }

    /// <summary>Gets how much longer a beat may take before it counts as missing.</summary>
    /// <value>Default zero; zero or more.</value>
    public Duration Grace { get; init; }

    /// <summary>Gets the key of the signals that are beats.</summary>
    /// <value><see langword="null"/>: with <see cref="Match"/> any key, else <c>heartbeat/</c> and the name.</value>
    public string? Key { get; init; }

    /// <summary>Gets the labels that a beat carries: all of them.</summary>
    /// <value>Empty: the key alone tells. Where both are given, a beat has the key and the labels.</value>
    public ImmutableArray<LabelMatch> Match { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the level of the incident that a missing beat declares.</summary>
    /// <value>The name of a level; <see langword="null"/> to leave it to the severity policies.</value>
    public string? Level { get; init; }

    /// <summary>Gets the summary of that incident.</summary>
    /// <value><see langword="null"/> for <c>heartbeat NAME stays away</c>.</value>
    public string? Summary { get; init; }

    /// <summary>Gets the labels of that incident.</summary>
    public ImmutableArray<LabelMatch> Labels { get; init => field = value.OrEmpty(); } = [];
}
