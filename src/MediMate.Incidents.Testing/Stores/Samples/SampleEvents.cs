using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>A timeline with an event of every kind, every member set to something that is not its default.</summary>
internal static class SampleEvents
{
    private static readonly Duration Odd = Duration.FromHours(49) + Duration.FromNanoseconds(123_456_789);

    private static readonly ImmutableArray<ClockWarning> Warnings =
    [
        new ClockWarning { Fraction = 0.5m, At = SampleTime.Earliest },
        new ClockWarning { Fraction = 0.80m, At = SampleTime.Latest },
    ];

    private static readonly EscalationNext Next = new() { Loop = 2, Step = 3, DueAt = SampleTime.Latest };

    private static readonly ImmutableArray<EscalationTarget> Targets =
        [new EscalationTarget { Name = SampleText.Hard, Channels = ["sms", "mail"] }, new EscalationTarget { Name = "CTO" }];

    /// <summary>Gives the timeline of a new incident.</summary>
    public static ImmutableArray<IncidentEvent> All(long number, string key)
    {
        var declared = SampleChanges.Declaration(number, key) with
        {
            Summary = SampleText.Hard,
            Source = SignalSource.Check,
            Severity = Severity(),
            Lifecycle = Lifecycle.Short,
            Labels = Label.From([new("service", "login"), new("zone", SampleText.Hard)]),
            LinkedTo = "INC-7",
            SubKeys = SubKeys(),
            Observed = 3,
            ClaimedAt = SampleTime.Latest,
            SelfResolveAfter = Odd,
        };
        IncidentEvent[] all = [declared, .. Lifecycles(), .. Signals(declared), .. Clocks(), .. Ladders(), .. Words()];
        return [.. all.Select((happened, index) => Stamped(happened, index))];
    }

    /// <summary>Gives an assessment with every member set.</summary>
    public static SeverityAssessment Severity() => new()
    {
        Level = "P2",
        IsConfirmed = true,
        DecidedBy = Actor.Policy("Examples"),
        Reason = SampleText.Hard,
        Opinions = [new PolicyOpinion { Policy = "Examples", Level = "P2", Reason = "words" }, new PolicyOpinion { Policy = "Labels", Reason = "silent" }],
    };

    /// <summary>Gives sub-keys with every member set.</summary>
    public static FiringSubKeys SubKeys() => new() { Named = ["d4e5f6", SampleText.Hard], Unnamed = 4_900, IsTruncated = true };

    private static IncidentEvent Stamped(IncidentEvent happened, int index) => happened with
    {
        Sequence = index + 1,
        OccurredAt = index % 2 == 0 ? SampleTime.Earliest : SampleTime.Latest,
        RecordedAt = SampleTime.At(index) + Duration.FromNanoseconds(1000 * (index + 1)),
        Actor = index % 2 == 0 ? Actor.Person("aisyah \"O'Hara\"") : Actor.Policy("Störung"),
    };

    private static IEnumerable<IncidentEvent> Lifecycles() =>
    [
        new Acknowledged { By = "aisyah", IsImplied = true, Cycle = 1, TimesOutAfter = Odd },
        new ResponderJoined { By = "ben" },
        new SeverityConfirmed { Level = "P1", Reason = SampleText.Hard, By = Actor.Policy("examples") },
        new SeverityChanged
        {
            From = "P1",
            Level = "P0",
            By = Actor.Person("aisyah"),
            Reason = SampleText.Hard,
            IsRise = true,
            IsFirstInCycle = true,
            Lifecycle = Lifecycle.Short,
            SelfResolveAfter = Odd,
            AcknowledgementTimesOutAfter = Odd,
            Opinions = [new PolicyOpinion { Policy = "Examples", Level = "P0", Reason = SampleText.Hard }],
        },
        new SeveritySuggested
        {
            Level = "P0",
            By = Actor.Policy("impact"),
            Reason = SampleText.Hard,
            AnswerBy = SampleTime.Latest,
            Opinions = [new PolicyOpinion { Policy = "impact", Level = "P0", Reason = "data" }],
        },
        new SuggestionEscalated { Level = "P0" },
        new SuggestionRejected { Level = "P0", Reason = SampleText.Hard },
        new AcknowledgementCleared { By = "aisyah", Cycle = 1 },
        new AcknowledgementExpired { By = "aisyah", Cycle = 1 },
        new AcknowledgementWatchEnded { By = "aisyah", Cycle = int.MaxValue },
        new Snoozed { By = "aisyah", Until = SampleTime.Latest },
        new Reassigned { To = SampleText.Hard },
        new SelfResolved { Cycle = 2 },
        new ImpactDescribed { Text = SampleText.Hard, Users = "12 %", Data = "grades", Workaround = SampleText.Hard },
        new PhaseChanged
        {
            From = IncidentPhase.Assessing,
            To = IncidentPhase.Investigating,
            Trigger = PhaseTrigger.StepBack,
            Reason = SampleText.Hard,
            Gained = LifecycleFacts.Containment | LifecycleFacts.Review,
            Withdrawn = LifecycleFacts.UsersTold,
        },
        new PhaseSkipped { Phase = IncidentPhase.Containing, Reason = "short lifecycle", Waived = ["impact", SampleText.Hard] },
        new ItemCompleted { Item = "containing/block", Link = "https://example.org/?a=1&b=2#c", Note = SampleText.Hard },
        new ItemSkipped { Item = "containing/inform", Reason = SampleText.Hard },
        new ItemReopened { Item = "containing/block" },
        new RestorationVerified { How = SampleText.Hard },
        new UsersTold { Link = "https://example.org/status", Reason = "no user was affected" },
        new ReviewCompleted { Summary = SampleText.Hard, Cause = SampleText.Long, Improvements = ["one", SampleText.Hard], NoImprovementReason = "none left" },
        new Reopened { Cycle = 2, Reason = SampleText.Hard, PlaybookHash = SampleChanges.PlaybookHash, SelfResolveAfter = Odd },
        new Restored { Cycle = int.MaxValue, Reason = "wrong", PlaybookHash = SampleChanges.PlaybookHash, SelfResolveAfter = Odd },
    ];

    private static IEnumerable<IncidentEvent> Signals(IncidentDeclared declared) =>
    [
        new SignalsObserved
        {
            Key = declared.Key!,
            Observed = 1_000_000,
            Total = long.MaxValue,
            LastAt = SampleTime.Latest,
            SubKeys = new SubKeyChange { Fired = ["a1b2c3", SampleText.Hard], Resolved = ["d4e5f6"], Unnamed = long.MaxValue, IsTruncated = true },
            Summary = SampleText.Hard,
            Source = SignalSource.User,
            Labels = Label.From([new("service", SampleText.Hard)]),
        },
        new KeyQuiet { Key = declared.Key! },
        new KeyFiring { Key = declared.Key! },
        new AllKeysQuiet(),
        new KeysMoved
        {
            Key = SampleText.Hard,
            From = "INC-7",
            Total = long.MaxValue,
            IsQuiet = true,
            QuietSince = SampleTime.Latest,
            SubKeys = SubKeys(),
            FirstAt = SampleTime.Earliest,
            LastAt = SampleTime.Latest,
        },
        new KeyNotHeld { Key = SampleText.Hard, Holder = declared.Reference },
    ];

    private static IEnumerable<IncidentEvent> Clocks() =>
    [
        new ClockStarted
        {
            Clock = "response",
            Instance = 2,
            Level = "P1",
            Target = Odd,
            Calendar = "office",
            Due = SampleTime.Latest,
            Warnings = Warnings,
            RepeatsFrom = SampleTime.Earliest,
        },
        new ClockRetargeted
        {
            Clock = "response",
            Instance = 2,
            Level = "P0",
            Target = Odd,
            Calendar = "office",
            Due = SampleTime.Latest,
            Warnings = Warnings,
            CountsAnew = true,
        },
        new ClockPaused { Clock = "response", Instance = 2, Worked = Odd, Reason = SampleText.Hard },
        new ClockResumed { Clock = "response", Instance = 2, Level = "P1", Due = SampleTime.Latest, Warnings = Warnings, Reason = "goes on" },
        new ClockWarned { Clock = "response", Instance = 2, Fraction = 0.80m, IsAnnounced = false },
        new ClockBreached { Clock = "response", Instance = 2, Due = SampleTime.Earliest },
        new ClockBreachWithdrawn { Clock = "response", Instance = 2, Due = SampleTime.Latest },
        new ClockMet { Clock = "response", Instance = 2, Worked = Odd, Result = ClockResult.MetAfterBreach },
        new ClockStopped { Clock = "resolution", Instance = 1, Worked = Odd },
        new ClockCancelled { Clock = "resolution", Instance = 1, Reason = SampleText.Hard },
    ];

    private static IEnumerable<IncidentEvent> Ladders() =>
    [
        new EscalationStarted
        {
            Ladder = "P0",
            Level = "P0",
            Epoch = 3,
            Next = Next,
            EndsAt = SampleTime.Latest,
            CountsFrom = SampleTime.Latest,
            Also = [new EscalationTarget { Name = "acknowledger", Person = SampleText.Hard }],
        },
        new EscalationStepDue { Ladder = "P0", Level = "P0", Loop = 1, Step = 2, Targets = Targets, IsAnnounced = false, Moved = Odd, Next = Next },
        new EscalationRuleApplied
        {
            Rule = SampleText.Hard,
            Verb = EscalationVerb.Climb,
            Message = MessageKind.Note,
            Cause = long.MaxValue,
            Targets = Targets,
            Reason = SampleText.Hard,
        },
        new EscalationRuleFailed { Rule = "a rule", Cause = 7, Reason = SampleText.Hard },
        new EscalationStepRan
        {
            Ladder = "P0",
            Level = "P0",
            Loop = 1,
            Step = 2,
            ResolvedTo = [new ResolvedTarget { Target = "CTO", Person = "chen", Channel = "sms", Address = SampleText.Hard, Language = "ms-MY" }],
            Reason = SampleText.Hard,
            Moved = -Odd,
            Next = Next,
        },
        new EscalationExhausted { Ladder = "P0", Level = "P0", Next = Next },
        new EscalationEnded { Ladder = "P0", Level = "P0", Reason = "acknowledged" },
    ];

    private static IEnumerable<IncidentEvent> Words() =>
    [
        new UpdateSent { Audience = MessageAudience.External, Text = SampleText.Hard },
        new NoteAdded { Text = SampleText.Long },
        new EvidenceAdded { Kind = "screenshot", Link = "https://example.org/?a=1&b=2#c", ContentHash = "sha256:9f86d081884c7d65", Note = SampleText.Hard },
        new EntryCorrected { Corrects = long.MaxValue, Text = SampleText.Hard },
        new Cancelled { Reason = SampleText.Hard, DuplicateOf = new IncidentId(Guid.CreateVersion7(SampleTime.Start.ToDateTimeOffset())), Original = "INC-7" },
    ];
}
