using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Something noticed: a monitoring alert, a user report, an automated check.</summary>
public sealed record Signal
{
    /// <summary>Gets where it came from.</summary>
    /// <value>Default <see cref="SignalSource.Monitoring"/>.</value>
    public SignalSource Source { get; init; } = SignalSource.Monitoring;

    /// <summary>Gets what was noticed, in one line.</summary>
    /// <value>Not blank when the signal is firing. Policies see 20,000 characters of it, and the incident keeps 2,000.</value>
    public required string Summary { get; init; }

    /// <summary>Gets the labels.</summary>
    /// <value>Policies see the first 1,000, and the incident keeps the first 100.</value>
    public ImmutableArray<Label> Labels { get; init; } = [];

    /// <summary>Gets the key under which signals of one trouble come in.</summary>
    /// <value>A signal without a key, or with a blank one, always declares an incident. Of a key beyond 400 characters the end is replaced by its hash.</value>
    public string? Key { get; init; }

    /// <summary>Gets a value indicating whether the source says that it is over.</summary>
    /// <value>Such a signal makes its key quiet; it never declares. With <see cref="SubKeys"/> each of them says so for itself.</value>
    public bool IsResolved { get; init; }

    /// <summary>Gets the several troubles under the key, for instance the alerts of a group.</summary>
    /// <value>
    /// Empty for a signal about one trouble. The key is quiet when all sub-keys that ever fired are resolved and none was left out. A resolved
    /// signal without sub-keys speaks for the whole key.
    /// </value>
    public ImmutableArray<SignalSubKey> SubKeys { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets a value indicating whether the source left sub-keys out: the list is not whole.</summary>
    /// <value>The key is then not quiet, whatever the others say, until a resolved signal without sub-keys comes.</value>
    public bool IsTruncated { get; init; }

    /// <summary>Gets a value indicating whether something is wrong by what the signal says.</summary>
    /// <value>With sub-keys: whether one of them fires, or may fire among those left out.</value>
    public bool IsFiring => SubKeys.IsEmpty ? !IsResolved : SubKeys.Any(subKey => !subKey.IsResolved) || (IsTruncated && !IsResolved);

    /// <summary>Gets when the source noticed it.</summary>
    /// <value><see langword="null"/> for now. An instant ahead of now is taken as now: a signal is never refused for its time.</value>
    public Instant? OccurredAt { get; init; }

    /// <summary>Gets the key under which the caller may give the signal again without doing it twice.</summary>
    /// <value>
    /// One to 200 characters, none of them a control character; <see langword="null"/> for none. It belongs to the store, and is remembered for seven
    /// days once the signal was accepted. The same key with another content is refused (MMI2030).
    /// </value>
    public string? IdempotencyKey { get; init; }
}
