using NodaTime;

namespace MediMate.Incidents;

/// <summary>An incident that gathers keyed signals with one value of a label for a while.</summary>
public sealed record SignalGroup : StoredSubject
{
    /// <summary>Gets the name of the label.</summary>
    public required string Label { get; init; }

    /// <summary>Gets its value.</summary>
    public required string Value { get; init; }

    /// <summary>Gets the incident.</summary>
    public required IncidentId IncidentId { get; init; }

    /// <summary>Gets when the incident was declared.</summary>
    public required Instant Since { get; init; }

    /// <summary>Gets until when it gathers, that instant included.</summary>
    public required Instant Until { get; init; }

    /// <inheritdoc/>
    public override SubjectKind Kind => SubjectKind.SignalGroup;

    /// <inheritdoc/>
    public override Instant? NextDueAt => Until;
}
