using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <content>The fold: what each event leaves behind. No decisions, no calendar, no clock.</content>
public sealed partial record Incident
{
    /// <summary>Folds a whole timeline.</summary>
    /// <param name="events">The events in order, <see cref="IncidentDeclared"/> first.</param>
    /// <returns>The incident.</returns>
    /// <exception cref="ArgumentException">There is no event, or the first is no declaration.</exception>
    public static Incident Fold(IEnumerable<IncidentEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Incident? incident = null;
        foreach (var happened in events)
        {
            incident = incident is null
                ? Start(happened as IncidentDeclared ?? throw new ArgumentException($"A timeline starts with IncidentDeclared, not {happened.GetType().Name}.", nameof(events)))
                : incident.Apply(happened);
        }

        return incident ?? throw new ArgumentException("A timeline has at least one event.", nameof(events));
    }

    /// <summary>Begins an incident.</summary>
    /// <param name="declared">The first event.</param>
    /// <returns>The incident.</returns>
    public static Incident Start(IncidentDeclared declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        return new Incident
        {
            Id = declared.IncidentId,
            Reference = declared.Reference,
            Version = declared.Sequence,
            UpdatedAt = declared.RecordedAt,
            PlaybookHash = declared.PlaybookHash,
            Summary = declared.Summary,
            Labels = declared.Labels,
            LinkedTo = declared.LinkedTo,
            OccurredAt = declared.OccurredAt,
            DeclaredAt = declared.RecordedAt,
            PhaseChangedAt = declared.OccurredAt,
            CycleStartedAt = declared.OccurredAt,
            CycleRecordedAt = declared.RecordedAt,
            Severity = declared.Severity,
            LevelsReached = [declared.Severity.Level],
            Lifecycle = declared.Lifecycle,
            SelfResolveAfter = declared.SelfResolveAfter,
            HasKeylessSignal = declared.Key is null,
            Keys = declared.Key is { } key ? [SignalKey.First(declared, key)] : [],
        };
    }

    /// <summary>Folds one event.</summary>
    /// <param name="happened">The event that follows <see cref="Version"/>.</param>
    /// <returns>The incident after it.</returns>
    public Incident Apply(IncidentEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var after = ApplySignals(happened);
        if (ReferenceEquals(after, this))
        {
            after = this with { };
        }
        else if (after._quietSince is not null && !after.IsQuiet)
        {
            after._quietSince = null;
        }

        // A person's entry is a sign of life; nobody waits for one where the trouble is over.
        if (after is { _acknowledgement: { } acknowledgement, IsActive: true } && happened.Actor.Kind == ActorKind.Person && (acknowledgement.LastActivityAt ?? acknowledgement.At) != happened.RecordedAt)
        {
            after._acknowledgement = acknowledgement with { LastActivityAt = happened.RecordedAt };
        }

        // The copy is not out yet: stamping it in place saves a second one for each event.
        after._version = happened.Sequence;
        after._updatedAt = happened.RecordedAt;
        return after;
    }

    private Incident ApplySignals(IncidentEvent happened) => happened switch
    {
        SignalsObserved { Key: null } e => this with { HasKeylessSignal = true, SignalsObservedAt = e.RecordedAt },
        SignalsObserved { Key: { } name } e => this with
        {
            SignalsObservedAt = e.RecordedAt,
            Keys = Keys.Any(key => key.Key == name) ? With(name, key => key.After(e)) : Keys.Add(SignalKey.First(e, name)),
        },
        KeyQuiet e => this with { Keys = With(e.Key, key => key with { IsQuiet = true, SubKeys = null, QuietSince = e.RecordedAt }) },
        KeyFiring e => this with { Keys = With(e.Key, key => key with { IsQuiet = false, QuietSince = null }) },
        KeyNotHeld e => this with { Keys = e.Holder == Reference ? Keys : Keys.RemoveAll(key => key.Key == e.Key) },
        KeysMoved { Key: null } => this with { HasKeylessSignal = true },
        KeysMoved { Key: { } name } e => this with
        {
            Keys = Keys.Any(key => key.Key == name) ? With(name, _ => SignalKey.First(e, name)) : Keys.Add(SignalKey.First(e, name)),
            QuietSince = Later(QuietSince, e.QuietSince),
        },
        Cancelled { DuplicateOf: { } original } => this with { DuplicateOf = original, KeysMovedTo = original, Keys = [], HasKeylessSignal = false },
        AllKeysQuiet e => this with { QuietSince = e.RecordedAt },
        _ => ApplySeverity(happened),
    };

    private Incident ApplySeverity(IncidentEvent happened) => happened switch
    {
        SeverityConfirmed e => this with
        {
            Severity = Severity with { IsConfirmed = true, DecidedBy = e.By ?? e.Actor, Reason = e.Reason },
            Suggestions = Answered(_ => true),
        },
        SeverityChanged e => this with
        {
            Severity = new SeverityAssessment
            {
                Level = e.Level,
                IsConfirmed = true,
                DecidedBy = e.By,
                Reason = e.Reason,
                Opinions = e.Opinions.IsEmpty ? Severity.Opinions : e.Opinions,
            },
            Lifecycle = e.Lifecycle,
            SelfResolveAfter = e.SelfResolveAfter,
            LevelsReached = LevelsReached.Contains(e.Level) ? LevelsReached : LevelsReached.Add(e.Level),
            Suggestions = Answered(_ => true),
            Acknowledgement = Acknowledgement is null ? null : Acknowledgement with { TimesOutAfter = e.AcknowledgementTimesOutAfter },
        },
        SeveritySuggested e => this with
        {
            Suggestions = Suggestions.Add(new SeveritySuggestion
            {
                Level = e.Level,
                By = e.By,
                Reason = e.Reason,
                At = e.RecordedAt,
                AnswerBy = e.AnswerBy,
                Sequence = e.Sequence,
            }),
        },
        SuggestionRejected e => this with { Suggestions = Answered(suggestion => suggestion.Level == e.Level) },
        SuggestionEscalated e => this with
        {
            Suggestions = [.. Suggestions.Select(suggestion => suggestion.Level == e.Level ? suggestion with { AnswerBy = null, EscalatedIn = e.Sequence } : suggestion)],
        },
        _ => ApplyLifecycle(happened),
    };

    private Incident ApplyLifecycle(IncidentEvent happened) => happened switch
    {
        AcknowledgementCleared or AcknowledgementExpired => this with { Acknowledgement = null },
        AcknowledgementWatchEnded => this with { Acknowledgement = Acknowledgement is null ? null : Acknowledgement with { IsWatchOver = true } },
        Acknowledged e => this with { Acknowledgement = Incidents.Acknowledgement.From(e), AcknowledgedInCycle = e.Cycle },
        Snoozed e => this with
        {
            Acknowledgement = Acknowledgement is null ? null : Acknowledgement with { SnoozedUntil = e.Until, WatchedFrom = e.RecordedAt, IsWatchOver = false },
        },
        ResponderJoined e => this with { Acknowledgement = Acknowledgement is null ? null : Acknowledgement with { Joined = Acknowledgement.Joined.Add(e.By) } },
        PhaseChanged e => this with
        {
            Phase = e.To,
            PhaseChangedAt = e.OccurredAt,
            Facts = (Facts & ~e.Withdrawn) | e.Gained,
            ResolvedAt = e.Trigger switch
            {
                PhaseTrigger.ConfirmResolution => e.RecordedAt,
                PhaseTrigger.SelfResolve => e.OccurredAt,
                _ => ResolvedAt,
            },
        },
        PhaseSkipped e => this with { Facts = e.Phase == IncidentPhase.Containing ? Facts | LifecycleFacts.Containment : Facts },
        Reopened e => NewCycle(e, e.Cycle, e.PlaybookHash, e.SelfResolveAfter),
        Restored e => NewCycle(e, e.Cycle, e.PlaybookHash, e.SelfResolveAfter) with { DuplicateOf = null },
        ImpactDescribed e => this with { Impact = new Impact { Text = e.Text, Users = e.Users, Data = e.Data, Workaround = e.Workaround } },
        RestorationVerified => this with { Facts = Facts | LifecycleFacts.Restoration },
        UsersTold => this with { Facts = Facts | LifecycleFacts.UsersTold },
        ReviewCompleted => this with { Facts = Facts | LifecycleFacts.Review },
        ItemCompleted e => this with { Items = Settle(new SettledItem { Id = e.Item, IsSkipped = false }) },
        ItemSkipped e => this with { Items = Settle(new SettledItem { Id = e.Item, IsSkipped = true }) },
        ItemReopened e => this with { Items = Items.RemoveAll(item => item.Id == e.Item) },
        _ => ApplyClocks(happened),
    };

    private Incident ApplyClocks(IncidentEvent happened) => happened switch
    {
        ClockStarted e => this with { Clocks = Put(ClockState.From(e) with { Withdrawn = Clocks.FirstOrDefault(clock => clock.Name == e.Clock)?.Withdrawn ?? [] }) },
        ClockPaused e => this with { Clocks = With(e.Clock, clock => clock.After(e)) },
        ClockResumed e => this with { Clocks = With(e.Clock, clock => clock.After(e)) },
        ClockRetargeted e => this with { Clocks = With(e.Clock, clock => clock.After(e)) },
        ClockWarned e => this with { Clocks = With(e.Clock, clock => clock.After(e)) },
        ClockBreached e => this with { Clocks = With(e.Clock, clock => clock.After(e)) },
        ClockBreachWithdrawn e => this with { Clocks = With(e.Clock, clock => clock.After(e)) },
        ClockMet e => this with { Clocks = With(e.Clock, clock => clock with { StoppedAt = e.OccurredAt, Result = e.Result, Worked = e.Worked }) },
        ClockStopped e => this with { Clocks = With(e.Clock, clock => clock with { StoppedAt = e.OccurredAt, Result = ClockResult.Breached, Worked = e.Worked }) },
        ClockCancelled e => this with { Clocks = With(e.Clock, clock => clock with { StoppedAt = e.OccurredAt, Result = ClockResult.Cancelled }) },
        EscalationStarted e => this with { Ladder = LadderState.From(e) },
        EscalationStepDue e => this with { Ladder = Ladder?.After(e) },
        EscalationStepRan e => this with { Ladder = Ladder?.After(e) },
        EscalationExhausted e => this with { Ladder = Ladder is null ? null : Ladder with { ExhaustedAt = e.OccurredAt, Next = e.Next } },
        EscalationEnded => this with { Ladder = Ladder is null ? null : Ladder with { IsEnded = true, Next = null, Overtaken = [] } },
        _ => this,
    };

    private Incident NewCycle(IncidentEvent begun, int cycle, string playbook, Duration? selfResolveAfter) => this with
    {
        Cycle = cycle,
        CycleStartedAt = begun.OccurredAt,
        CycleRecordedAt = begun.RecordedAt,
        CycleSequence = begun.Sequence,
        PlaybookHash = playbook,
        SelfResolveAfter = selfResolveAfter,
        LevelsReached = [Severity.Level],
        Suggestions = [],
    };

    /// <summary>What was all quiet is so no longer than each of its keys.</summary>
    private static Instant? Later(Instant? quietSince, Instant? ofKey) => quietSince is null || ofKey is null || ofKey < quietSince ? quietSince : ofKey;

    private ImmutableArray<SeveritySuggestion> Answered(Func<SeveritySuggestion, bool> which) => Suggestions.IsEmpty
        ? Suggestions
        : [.. Suggestions.Select(suggestion => which(suggestion) ? suggestion with { IsAnswered = true } : suggestion)];

    private ImmutableArray<SignalKey> With(string name, Func<SignalKey, SignalKey> change)
    {
        var index = Keys.FindIndex(key => key.Key == name);
        return index < 0 ? Keys : Keys.SetItem(index, change(Keys[index]));
    }

    private ImmutableArray<ClockState> With(string name, Func<ClockState, ClockState> change)
    {
        var index = Clocks.FindIndex(clock => clock.Name == name);
        return index < 0 ? Clocks : Clocks.SetItem(index, change(Clocks[index]));
    }

    private ImmutableArray<ClockState> Put(ClockState state)
    {
        var index = Clocks.FindIndex(clock => clock.Name == state.Name);
        return index < 0 ? Clocks.Add(state) : Clocks.SetItem(index, state);
    }

    private ImmutableArray<SettledItem> Settle(SettledItem settled)
    {
        var index = Items.FindIndex(item => item.Id == settled.Id);
        return index < 0 ? Items.Add(settled) : Items.SetItem(index, settled);
    }
}
