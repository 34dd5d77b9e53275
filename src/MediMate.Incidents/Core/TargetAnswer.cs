using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Who is behind a target, as the contact directory answered.</summary>
internal sealed record TargetAnswer
{
    public required string Target { get; init; }

    public ImmutableArray<Responder> People { get; init; } = [];

    /// <summary>Gets when the directory was asked.</summary>
    public Instant At { get; init; }

    /// <summary>Gets a value indicating whether the directory itself answered, and not as it did last: the answer is to be kept.</summary>
    public bool IsNews { get; init; }

    /// <summary>Gets why the answer is another than the directory's.</summary>
    public string? Failure { get; init; }
}
