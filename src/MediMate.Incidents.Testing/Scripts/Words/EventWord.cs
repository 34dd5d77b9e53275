using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>An event that an output line can tell.</summary>
/// <param name="Name">The word under <c>event</c>.</param>
/// <param name="Fields">Its own fields.</param>
internal sealed record EventWord(string Name, params ImmutableArray<FieldWord> Fields)
{
    /// <summary>The fields that every line can have.</summary>
    public static readonly ImmutableArray<FieldWord> Common =
        [FieldWord.Required("event"), new("incident", FieldKind.Incident), new("at", FieldKind.Instant)];

    /// <summary>The fields of lines of the timeline.</summary>
    public static readonly ImmutableArray<FieldWord> OfTimeline = [new("seq", FieldKind.Number), new("occurredAt", FieldKind.Instant)];

    /// <summary>The fields by which an expectation chooses and counts lines.</summary>
    public static readonly ImmutableArray<FieldWord> OfExpectation =
        [new("count", FieldKind.Number), new("after", FieldKind.Instant), new("before", FieldKind.Instant)];

    /// <summary>Gets a value indicating whether it stands on an incident's timeline.</summary>
    public bool IsOnTimeline { get; init; } = true;

    public IEnumerable<FieldWord> AllFields => [.. Common, .. Fields, .. IsOnTimeline ? OfTimeline : []];
}
