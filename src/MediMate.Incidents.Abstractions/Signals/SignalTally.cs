using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>The signals of an incident that are counted and not on its timeline yet: one entry will stand for all of them.</summary>
/// <remarks>Its id is the value of the incident's <see cref="IncidentId"/>. It changes only in commits that load the incident.</remarks>
public sealed record SignalTally : StoredSubject
{
    /// <summary>Gets what came in on each key.</summary>
    public ImmutableArray<TallyCount> Counts { get; init; } = [];

    /// <summary>Gets when the entry is due.</summary>
    public required Instant DueAt { get; init; }

    /// <inheritdoc/>
    public override SubjectKind Kind => SubjectKind.SignalTally;

    /// <inheritdoc/>
    public override Instant? NextDueAt => DueAt;
}
