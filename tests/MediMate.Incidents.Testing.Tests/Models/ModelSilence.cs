using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>A time in which signals with certain labels declare nothing (semantics, 1).</summary>
internal sealed record ModelSilence(string Name, ImmutableArray<Label> Match, Instant From, Instant Until, string By)
{
    public bool IsStarted { get; init; }

    public string? EndedBy { get; init; }

    public bool IsOver { get; init; }

    /// <summary>Gets what came in, in its order.</summary>
    public ImmutableArray<ModelEntry> Entries { get; init; } = [];

    public Instant? DueAt => IsOver ? null : IsStarted ? Until : Instant.Min(From, Until);

    public bool Holds(ImmutableArray<Label> labels, Instant now) => !IsOver && now >= From && now < Until
        && Match.All(wanted => labels.Any(label => string.Equals(label.Name, wanted.Name, StringComparison.OrdinalIgnoreCase) && label.Value == wanted.Value));
}

/// <summary>What came in on a key, or without one in the same words, while it was silenced.</summary>
internal sealed record ModelEntry(ModelSignal Last, long Count, Instant FirstAt)
{
    /// <summary>Gets how many of them an incident has counted already.</summary>
    public long Counted { get; init; }

    public bool IsQuiet { get; init; }

    public ImmutableSortedSet<string> Firing { get; init; } = [];

    public bool IsTruncated { get; init; }

    public bool IsOf(ModelSignal signal) => Last.Key is not null ? Last.Key == signal.Key : signal.Key is null && Last.Summary == signal.Summary;
}

/// <summary>A signal that fires, or a body that tells of several.</summary>
internal sealed record ModelSignal(string? Name, string? Key, string Summary, ImmutableArray<Label> Labels)
{
    public ModelBody? Body { get; init; }

    public Instant? OccurredAt { get; init; }

    /// <summary>Gets a value indicating whether a silence let it go.</summary>
    public bool IsReleased { get; init; }

    /// <summary>Gets how many signals it stands for that nobody has counted yet.</summary>
    public long Count { get; init; } = 1;
}
