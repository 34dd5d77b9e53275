using NodaTime;

namespace MediMate.Incidents;

/// <summary>A level that facts speak for, beside the one that a person chose.</summary>
public sealed record SeveritySuggestion
{
    /// <summary>Gets the level.</summary>
    public required string Level { get; init; }

    /// <summary>Gets the policy that spoke for it.</summary>
    public required Actor By { get; init; }

    /// <summary>Gets the reason.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets when it was suggested.</summary>
    public required Instant At { get; init; }

    /// <summary>Gets when the next step of that level's ladder is paged unless somebody answers.</summary>
    /// <value><see langword="null"/> when nobody was paged for it, or the next step was paged already.</value>
    public Instant? AnswerBy { get; init; }

    /// <summary>Gets the sequence number of the event that suggested it.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets the sequence number of the event by which the next step of that level's ladder was paged.</summary>
    public long? EscalatedIn { get; init; }

    /// <summary>Gets a value indicating whether it was accepted, rejected, or overtaken by a choice.</summary>
    public bool IsAnswered { get; init; }
}
