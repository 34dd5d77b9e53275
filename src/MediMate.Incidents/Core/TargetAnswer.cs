using System.Collections.Immutable;

namespace MediMate.Incidents;

/// <summary>Who is behind a target, as the contact directory answered.</summary>
internal sealed record TargetAnswer
{
    public required string Target { get; init; }

    public ImmutableArray<Responder> People { get; init; } = [];

    /// <summary>Gets why the answer is another than the directory's.</summary>
    public string? Failure { get; init; }
}
