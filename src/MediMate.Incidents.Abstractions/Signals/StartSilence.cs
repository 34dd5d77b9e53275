using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Silences signals for a while, from now or in a maintenance window to come.</summary>
/// <remarks>
/// A signal that the silence matches is counted, declares nothing, reopens nothing and pages nobody. What still fires at the end declares then.
/// </remarks>
public sealed record StartSilence
{
    /// <summary>Gets who wants it.</summary>
    public required Actor By { get; init; }

    /// <summary>Gets the labels that a silenced signal carries: all of them.</summary>
    /// <value>At least one. Names are compared ignoring case, values letter by letter; each name once.</value>
    public required ImmutableArray<Label> Match { get; init; }

    /// <summary>Gets when it begins.</summary>
    /// <value><see langword="null"/> for now; an instant that has passed counts as now. At most a year ahead.</value>
    public Instant? From { get; init; }

    /// <summary>Gets when it ends.</summary>
    /// <value>After it begins, by 30 days at most. A signal at this very instant is no longer silenced.</value>
    public required Instant Until { get; init; }

    /// <summary>Gets why.</summary>
    /// <value>Not blank, at most 2 000 characters.</value>
    public required string Reason { get; init; }

    /// <summary>Gets the key under which the caller may give the command again without doing it twice.</summary>
    /// <value>
    /// One to 200 characters, none of them a control character; <see langword="null"/> for none. It belongs to the store, and is remembered for seven
    /// days once the command was accepted. The same key with another content is refused (MMI2030).
    /// </value>
    public string? IdempotencyKey { get; init; }
}
