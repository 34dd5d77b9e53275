using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>What the contact directory answered last for a name.</summary>
public sealed record LookUpAnswer : StoredSubject
{
    /// <summary>Gets the name that was asked for.</summary>
    public required string Target { get; init; }

    /// <summary>Gets the people.</summary>
    /// <value>Empty when there was nobody.</value>
    public required ImmutableArray<Responder> People { get; init; }

    /// <summary>Gets since when the directory has answered so.</summary>
    public required Instant Since { get; init; }

    /// <inheritdoc/>
    public override SubjectKind Kind => SubjectKind.LookUpAnswer;

    /// <inheritdoc/>
    public override Instant? NextDueAt => null;
}
