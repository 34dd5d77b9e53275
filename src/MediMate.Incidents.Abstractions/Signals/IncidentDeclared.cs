using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The incident began: a signal declared it, or a person.</summary>
public sealed record IncidentDeclared : IncidentEvent
{
    /// <summary>Gets the id.</summary>
    public required IncidentId IncidentId { get; init; }

    /// <summary>Gets the name by which people speak of it.</summary>
    /// <value>For instance <c>INC-42</c>.</value>
    public required string Reference { get; init; }

    /// <summary>Gets the hash of the playbook that it runs under.</summary>
    public required string PlaybookHash { get; init; }

    /// <summary>Gets what was noticed, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets where it was noticed.</summary>
    public required SignalSource Source { get; init; }

    /// <summary>Gets how severe it is, who says so, and what every policy said.</summary>
    public required SeverityAssessment Severity { get; init; }

    /// <summary>Gets how much of the seven phases it has to walk.</summary>
    public required Lifecycle Lifecycle { get; init; }

    /// <summary>Gets the key under which further signals of the same trouble come in.</summary>
    /// <value><see langword="null"/> when it has none.</value>
    public string? Key { get; init; }

    /// <summary>Gets the sub-keys that fire under the key.</summary>
    /// <value><see langword="null"/> for a signal that names none.</value>
    public FiringSubKeys? SubKeys { get; init; }

    /// <summary>Gets how many signals declared it: more than one where a silence had held them back.</summary>
    /// <value>One or more; zero where a person declared it, or an older version of the engine wrote the event.</value>
    public long Observed { get; init; }

    /// <summary>Gets the labels, sorted by name.</summary>
    public ImmutableArray<Label> Labels { get; init; } = [];

    /// <summary>Gets the reference of an earlier incident with the same key.</summary>
    public string? LinkedTo { get; init; }

    /// <summary>Gets the instant that the signal claimed, when that was ahead of now.</summary>
    public Instant? ClaimedAt { get; init; }

    /// <summary>Gets after how much quiet it resolves itself.</summary>
    /// <value><see langword="null"/> where its level does not allow it.</value>
    public Duration? SelfResolveAfter { get; init; }
}
