using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Facts speak for a more severe level than a person chose. The choice stays until somebody answers.</summary>
public sealed record SeveritySuggested : IncidentEvent
{
    /// <summary>Gets the level.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the policy that spoke for it.</summary>
    public required Actor By { get; init; }

    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets by when somebody should answer.</summary>
    /// <value>When the response time of the suggested level is over; <see langword="null"/> when nobody was paged for it.</value>
    public Instant? AnswerBy { get; init; }

    /// <summary>Gets what each policy said.</summary>
    public ImmutableArray<PolicyOpinion> Opinions { get; init; } = [];
}
