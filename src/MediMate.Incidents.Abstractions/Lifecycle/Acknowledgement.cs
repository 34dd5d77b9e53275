using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>Somebody took charge.</summary>
public sealed record Acknowledgement
{
    /// <summary>How long the engine watches that something happens: after a day it says so and stops.</summary>
    private static readonly Duration WatchedAtMost = Duration.FromHours(24);

    /// <summary>Gets the person's id.</summary>
    public required string By { get; init; }

    /// <summary>Gets when, as told.</summary>
    public required Instant At { get; init; }

    /// <summary>Gets the cycle in which it counts.</summary>
    public required int Cycle { get; init; }

    /// <summary>Gets the ids of those who have joined since, in their order.</summary>
    public ImmutableArray<string> Joined { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets after how long without a sign of life it expires: the time-out of the present level.</summary>
    /// <value><see langword="null"/> where the level has none.</value>
    public Duration? TimesOutAfter { get; init; }

    /// <summary>Gets when a person last did something about the incident that left an entry.</summary>
    /// <value><see langword="null"/> where that is <see cref="At"/>.</value>
    public Instant? LastActivityAt { get; init; }

    /// <summary>Gets until when it was snoozed.</summary>
    /// <value><see langword="null"/> when nobody has.</value>
    public Instant? SnoozedUntil { get; init; }

    /// <summary>Gets from when on the engine watches it: when it, or the last snooze, was recorded.</summary>
    /// <value><see langword="null"/> where that is <see cref="At"/>.</value>
    public Instant? WatchedFrom { get; init; }

    /// <summary>Gets a value indicating whether the engine has stopped to watch it: after 24 hours it does not expire any more.</summary>
    public bool IsWatchOver { get; init; }

    /// <summary>Gets when it expires unless a person does something.</summary>
    /// <value>
    /// The later of <see cref="SnoozedUntil"/> and of <see cref="TimesOutAfter"/> after <see cref="LastActivityAt"/>; <see langword="null"/> when it does not.
    /// </value>
    public Instant? ExpiresAt
    {
        get
        {
            var timesOutAt = IsWatchOver ? null : (LastActivityAt ?? At) + TimesOutAfter;
            return timesOutAt is null || timesOutAt < SnoozedUntil ? SnoozedUntil ?? timesOutAt : timesOutAt;
        }
    }

    /// <summary>Gets when the engine stops to watch it.</summary>
    /// <value><see langword="null"/> where there is nothing to watch.</value>
    internal Instant? WatchEndsAt => ExpiresAt is null ? null : (WatchedFrom ?? At) + WatchedAtMost;

    /// <summary>Gets when something is due about it.</summary>
    internal Instant? NextDueAt => IsWatchOver ? null : WatchEndsAt is { } end && end < ExpiresAt ? end : ExpiresAt;

    internal static Acknowledgement From(Acknowledged acknowledged) => new()
    {
        By = acknowledged.By,
        At = acknowledged.OccurredAt,
        Cycle = acknowledged.Cycle,
        TimesOutAfter = acknowledged.TimesOutAfter,
        LastActivityAt = Unless(acknowledged.OccurredAt, acknowledged.RecordedAt),
        WatchedFrom = Unless(acknowledged.OccurredAt, acknowledged.RecordedAt),
    };

    private static Instant? Unless(Instant same, Instant recorded) => same == recorded ? null : recorded;
}
