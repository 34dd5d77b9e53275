using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>What a silence does with signals: it takes them in as entries of its own, and lets go of those that are over.</summary>
internal static class Silencing
{
    private const int MostOfSummary = 1_000;

    /// <summary>Finds the silence that takes a firing signal: of several the one that ends last, so that what fires on declares once.</summary>
    /// <returns>The silence; <see langword="null"/> when none matches, or none has room.</returns>
    public static Silence? Find(IEnumerable<Silence> silences, Signal signal, Instant now) => silences
        .Where(silence => silence.IsActiveAt(now) && silence.Matches(signal.Labels) && (silence.Entries.Length < Silence.MostEntries || IndexOf(silence, signal) >= 0))
        .OrderByDescending(silence => silence.EndsAt)
        .ThenBy(silence => silence.Id)
        .FirstOrDefault();

    /// <summary>Takes a firing signal in.</summary>
    /// <param name="silence">The silence.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="isCounted">Whether an incident counts it too.</param>
    /// <param name="behind">How many signals stand behind it, where equal ones came together, or another silence lets it go.</param>
    /// <param name="now">Now.</param>
    public static Silence Take(Silence silence, Signal signal, bool isCounted, SignalCount? behind, Instant now)
    {
        var index = IndexOf(silence, signal);
        var before = index < 0 ? null : silence.Entries[index];
        var reading = SubKeyCounting.Read(signal, before?.SubKeys);
        var observed = behind?.All ?? (before is null ? Math.Max(1, reading.Observed) : reading.Observed);
        var after = new SilencedSignal
        {
            Last = Short(signal),
            Count = (before?.Count ?? 0) + observed,
            Counted = (before?.Counted ?? 0) + (isCounted ? observed : behind?.Counted ?? 0),
            FirstAt = before?.FirstAt ?? now,
            LastAt = now,
            SubKeys = reading.Change?.ApplyTo(before?.SubKeys) ?? before?.SubKeys,
        };
        return silence with { Entries = index < 0 ? silence.Entries.Add(after) : silence.Entries.SetItem(index, after) };
    }

    /// <summary>Tells an entry that its key is over, wholly or in part.</summary>
    /// <returns>The silence; itself where it has no such entry, or the entry knows.</returns>
    public static Silence Resolve(Silence silence, Signal signal, Instant now)
    {
        var index = silence.Entries.FindIndex(entry => entry.IsFiring && entry.Last.Key is { } key && key == signal.Key);
        if (index < 0)
        {
            return silence;
        }

        var before = silence.Entries[index];
        var reading = SubKeyCounting.Read(signal, before.SubKeys);
        var after = before with
        {
            LastAt = now,
            IsQuiet = reading.IsQuiet,
            SubKeys = reading.IsQuiet ? null : reading.Change?.ApplyTo(before.SubKeys) ?? before.SubKeys,
        };
        return silence with { Entries = silence.Entries.SetItem(index, after) };
    }

    /// <summary>Finds the entry of a signal: that of its key, or of signals without a key that say the same.</summary>
    public static int IndexOf(Silence silence, Signal signal) => silence.Entries.FindIndex(entry => !entry.IsReleased && IsSame(entry.Last, signal));

    /// <summary>Makes the signal that an entry stands for when it is let go.</summary>
    public static Signal SignalOf(SilencedSignal entry) => entry.Last with
    {
        IsResolved = false,
        SubKeys = entry.SubKeys is { } subKeys ? [.. subKeys.Named.Select(id => new SignalSubKey { Id = id })] : [],
        IsTruncated = entry.SubKeys is { IsTruncated: true } or { Unnamed: > 0 },
        OccurredAt = entry.Last.OccurredAt is { } occurredAt && occurredAt < entry.FirstAt ? occurredAt : entry.FirstAt,
    };

    private static bool IsSame(Signal one, Signal other) => one.Key is not null || other.Key is not null
        ? one.Key == other.Key
        : one.Summary == Short(other).Summary && one.Source == other.Source && SameLabels(one.Labels, SignalDoor.Kept(other.Labels));

    private static bool SameLabels(ImmutableArray<Label> one, ImmutableArray<Label> other) => one.AsSpan().SequenceEqual(other.AsSpan());

    private static Signal Short(Signal signal) => signal with
    {
        Summary = TextBounds.Cut(signal.Summary, MostOfSummary),
        Labels = SignalDoor.Kept(signal.Labels),
        SubKeys = [],
        IsTruncated = false,
    };
}
