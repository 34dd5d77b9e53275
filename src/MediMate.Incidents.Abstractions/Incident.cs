using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>An incident as its events left it: the read model, and the snapshot that a store keeps.</summary>
/// <remarks>Immutable and safe for any number of threads.</remarks>
public sealed partial record Incident
{
    private long _version;
    private Instant _updatedAt;
    private Instant? _quietSince;
    private Acknowledgement? _acknowledgement;

    /// <summary>Gets the id.</summary>
    public required IncidentId Id { get; init; }

    /// <summary>Gets the name by which people speak of it.</summary>
    /// <value>For instance <c>INC-42</c>. Rising in its store; gaps are allowed.</value>
    public required string Reference { get; init; }

    /// <summary>Gets the sequence number of the last event.</summary>
    public required long Version { get => _version; init => _version = value; }

    /// <summary>Gets the instant at which the last event was recorded.</summary>
    /// <value>Never runs backwards within an incident.</value>
    public required Instant UpdatedAt { get => _updatedAt; init => _updatedAt = value; }

    /// <summary>Gets the hash of the playbook that the incident runs under.</summary>
    public required string PlaybookHash { get; init; }

    /// <summary>Gets what was noticed, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets the labels of the signal that declared it, sorted by name.</summary>
    public ImmutableArray<Label> Labels { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the reference of an earlier incident with the same key.</summary>
    public string? LinkedTo { get; init; }

    /// <summary>Gets the incident of which it is a duplicate.</summary>
    /// <value><see langword="null"/> unless it was cancelled as one.</value>
    public IncidentId? DuplicateOf { get; init; }

    /// <summary>Gets the incident to which its keys were moved when it was cancelled as a duplicate; they stay there when it is restored.</summary>
    public IncidentId? KeysMovedTo { get; init; }

    /// <summary>Gets the instant at which the trouble began, as far as is known.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>Gets the instant at which the engine recorded the declaration.</summary>
    public required Instant DeclaredAt { get; init; }

    /// <summary>Gets when the last entry about further signals was recorded.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public Instant? SignalsObservedAt { get; init; }

    /// <summary>Gets the phase.</summary>
    public IncidentPhase Phase { get; init; }

    /// <summary>Gets the instant at which the present phase began.</summary>
    public required Instant PhaseChangedAt { get; init; }

    /// <summary>Gets how severe it is, who says so, and why.</summary>
    public required SeverityAssessment Severity { get; init; }

    /// <summary>Gets how much of the seven phases it has to walk at its level.</summary>
    public Lifecycle Lifecycle { get; init; }

    /// <summary>Gets how often the incident began.</summary>
    /// <value>One at declaration; one more with each reopening or restoring.</value>
    public int Cycle { get; init; } = 1;

    /// <summary>Gets when the present cycle began.</summary>
    public required Instant CycleStartedAt { get; init; }

    /// <summary>Gets when the engine recorded the begin of the present cycle: ladders and promises count from here.</summary>
    public required Instant CycleRecordedAt { get; init; }

    /// <summary>Gets the sequence of the entry with which the present cycle began.</summary>
    /// <value>Zero for the first cycle: every entry belongs to it.</value>
    public long CycleSequence { get; init; }

    /// <summary>Gets the levels that the incident has had in this cycle.</summary>
    public ImmutableArray<string> LevelsReached { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the levels that facts spoke for in this cycle, beside the one that a person chose.</summary>
    public ImmutableArray<SeveritySuggestion> Suggestions { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the last acknowledgement.</summary>
    /// <value><see langword="null"/> while nobody has acknowledged; one of an earlier cycle no longer counts.</value>
    public Acknowledgement? Acknowledgement { get => _acknowledgement; init => _acknowledgement = value; }

    /// <summary>Gets the keys, with what came in on each.</summary>
    public ImmutableArray<SignalKey> Keys { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets a value indicating whether a signal without a key declared it or was attached to it: it is then never all quiet.</summary>
    public bool HasKeylessSignal { get; init; }

    /// <summary>Gets when the last of its keys became quiet.</summary>
    /// <value><see langword="null"/> while it is not all quiet.</value>
    public Instant? QuietSince { get => _quietSince; init => _quietSince = value; }

    /// <summary>Gets the cycle in which somebody took charge last, even if nobody is in charge any more.</summary>
    /// <value>Zero when nobody has.</value>
    public int AcknowledgedInCycle { get; init; }

    /// <summary>Gets after how much quiet it resolves itself.</summary>
    /// <value><see langword="null"/> where its level does not allow it.</value>
    public Duration? SelfResolveAfter { get; init; }

    /// <summary>Gets what is affected.</summary>
    public Impact? Impact { get; init; }

    /// <summary>Gets what has been won towards the end of this cycle.</summary>
    public LifecycleFacts Facts { get; init; }

    /// <summary>Gets the checklist items that are no longer open.</summary>
    public ImmutableArray<SettledItem> Items { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the latest instance of each clock.</summary>
    public ImmutableArray<ClockState> Clocks { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Gets the ladder that runs, or that ran last.</summary>
    public LadderState? Ladder { get; init; }

    /// <summary>Gets the instant of the last resolution.</summary>
    public Instant? ResolvedAt { get; init; }

    /// <summary>Gets a value indicating whether something is still to be done about the trouble itself.</summary>
    public bool IsActive => Phase.IsActive();

    /// <summary>Gets a value indicating whether somebody has acknowledged in this cycle.</summary>
    public bool IsAcknowledged => Acknowledgement?.Cycle == Cycle;

    /// <summary>Gets a value indicating whether it has keys, no signal without one, and every key is quiet.</summary>
    public bool IsQuiet => !Keys.IsEmpty && !HasKeylessSignal && Keys.All(key => key.IsQuiet);

    /// <summary>Gets the next instant at which something is due.</summary>
    /// <value><see langword="null"/> when nothing is due until somebody does something.</value>
    public Instant? NextDueAt
    {
        get
        {
            var next = Earlier(Earlier(SelfResolvesAt, AcknowledgementDueAt), Ladder?.Next?.DueAt);
            foreach (var clock in Clocks)
            {
                next = Earlier(next, clock.NextDueAt);
            }

            return Earlier(next, SuggestionDueAt);
        }
    }

    /// <summary>Gets the instant from which the incident is overdue: a clock that has not stopped has run out by then.</summary>
    /// <value><see langword="null"/> when no clock runs. A clock that is paused counts only when it had run out before.</value>
    public Instant? OverdueFrom
    {
        get
        {
            Instant? first = null;
            foreach (var clock in Clocks)
            {
                if (clock.IsRunning && (clock.IsBreached || !clock.IsPaused) && (first is null || clock.Due < first))
                {
                    first = clock.Due;
                }
            }

            return first;
        }
    }

    /// <summary>Gets a value indicating whether nobody attends to it and the engine has called everybody whom it may call.</summary>
    /// <value>
    /// An active incident whose ladder is exhausted without an acknowledgement, or has begun its second loop where it goes on until somebody acknowledges, at a
    /// level with the full lifecycle; or one whose acknowledgement the engine has stopped to watch, a day after it.
    /// </value>
    public bool IsUnattended => IsActive && (IsAcknowledged
        ? Acknowledgement!.IsWatchOver
        : Lifecycle == Lifecycle.Full && Ladder is { HasCalledEverybody: true });

    /// <summary>Gets when it resolves itself unless something happens.</summary>
    /// <value><see langword="null"/> while it does not.</value>
    internal Instant? SelfResolvesAt => IsActive && !IsAcknowledged && AcknowledgedInCycle != Cycle && IsQuiet && SelfResolveAfter is { } after ? QuietSince + after : null;

    /// <summary>Gets when the acknowledgement expires, or when the engine stops to watch it.</summary>
    internal Instant? AcknowledgementDueAt => IsActive && IsAcknowledged ? Acknowledgement!.NextDueAt : null;

    /// <summary>Gets when a suggested level has waited long enough for an answer.</summary>
    internal Instant? SuggestionDueAt
    {
        get
        {
            Instant? next = null;
            foreach (var suggestion in Suggestions)
            {
                next = suggestion.IsAnswered || !IsActive ? next : Earlier(next, suggestion.AnswerBy);
            }

            return next;
        }
    }

    private static Instant? Earlier(Instant? one, Instant? other) => one is null || other < one ? other ?? one : one;
}
