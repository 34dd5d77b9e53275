using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>A time in which signals with certain labels declare nothing, with what came in meanwhile.</summary>
public sealed record Silence : StoredSubject
{
    /// <summary>How many entries a silence holds. Signals beyond them are not silenced: better one page too many.</summary>
    public const int MostEntries = 500;

    /// <summary>Gets the labels that a silenced signal carries: all of them.</summary>
    public required ImmutableArray<Label> Match { get; init; }

    /// <summary>Gets when it begins.</summary>
    public required Instant From { get; init; }

    /// <summary>Gets when it was to end.</summary>
    public required Instant Until { get; init; }

    /// <summary>Gets why.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets who wanted it.</summary>
    public required Actor By { get; init; }

    /// <summary>Gets a value indicating whether it has begun.</summary>
    public bool IsStarted { get; init; }

    /// <summary>Gets when a person ended it early.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>Gets who ended it early.</summary>
    public Actor? EndedBy { get; init; }

    /// <summary>Gets when it was over: all that still fired has declared.</summary>
    /// <value><see langword="null"/> before that.</value>
    public Instant? OverAt { get; init; }

    /// <summary>Gets what came in.</summary>
    /// <value>At most <see cref="MostEntries"/>.</value>
    public ImmutableArray<SilencedSignal> Entries { get; init => field = value.OrEmpty(); } = [];

    /// <inheritdoc/>
    public override SubjectKind Kind => SubjectKind.Silence;

    /// <summary>Gets when it ends, or ended.</summary>
    public Instant EndsAt => EndedAt ?? Until;

    /// <inheritdoc/>
    public override Instant? NextDueAt => OverAt is not null ? null : IsStarted ? EndsAt : Instant.Min(From, EndsAt);

    /// <summary>Tells whether it silences a signal at an instant.</summary>
    /// <param name="instant">The instant. The beginning belongs to the silence, the end does not.</param>
    /// <returns>Whether it does.</returns>
    public bool IsActiveAt(Instant instant) => OverAt is null && instant >= From && instant < EndsAt;

    /// <summary>Tells whether labels are those that it silences.</summary>
    /// <param name="labels">The labels of a signal.</param>
    /// <returns>Whether all that it wants are among them.</returns>
    public bool Matches(ImmutableArray<Label> labels)
    {
        foreach (var wanted in Match)
        {
            if (!Has(labels.OrEmpty(), wanted))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Has(ImmutableArray<Label> labels, Label wanted)
    {
        foreach (var label in labels)
        {
            if (string.Equals(label.Name, wanted.Name, StringComparison.OrdinalIgnoreCase) && label.Value == wanted.Value)
            {
                return true;
            }
        }

        return false;
    }
}
