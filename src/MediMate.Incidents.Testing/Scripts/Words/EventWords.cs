using System.Collections.Frozen;
using System.Collections.Immutable;

namespace MediMate.Incidents.Testing;

/// <summary>All events of output lines, with their own fields. <see cref="EventLines"/> writes them.</summary>
internal static class EventWords
{
    private static readonly FieldWord By = new("by", FieldKind.Actor);
    private static readonly FieldWord Decider = new("by", FieldKind.Decider);
    private static readonly FieldWord Cycle = new("cycle", FieldKind.Number);
    private static readonly FieldWord Reason = new("reason");
    private static readonly FieldWord Key = new("key");
    private static readonly FieldWord Total = new("total", FieldKind.Number);
    private static readonly FieldWord Level = new("level", FieldKind.Level);
    private static readonly FieldWord Clock = new("clock", FieldKind.Clock);
    private static readonly FieldWord Instance = new("instance", FieldKind.Number);
    private static readonly FieldWord Due = new("due", FieldKind.Instant);
    private static readonly FieldWord Worked = new("worked", FieldKind.Duration);
    private static readonly FieldWord Result = FieldWord.Of("result", "met", "metAfterBreach", "breached");
    private static readonly FieldWord Announced = new("announced", FieldKind.Flag);
    private static readonly FieldWord Item = new("item", FieldKind.Item);
    private static readonly FieldWord Audience = FieldWord.Of("audience", "responders", "internal", "external");
    private static readonly FieldWord Ladder = new("ladder");
    private static readonly ImmutableArray<FieldWord> Step = [Ladder, Level, new("loop", FieldKind.Number), new("step", FieldKind.Number)];

    public static readonly ImmutableArray<EventWord> All =
    [
        new("IncidentDeclared", new("reference"), Level, new("confirmed", FieldKind.Flag), By, Key, new("linkedTo", FieldKind.Incident), new("summary")),
        new("SignalsObserved", Key, new("observed", FieldKind.Number), Total, new("summary"), By),
        new("KeyQuiet", Key, Total),
        new("KeyFiring", Key, Total),
        new("AllKeysQuiet"),
        new("KeysMoved", Key, new("from", FieldKind.Incident), Total),
        new("KeyNotHeld", Key, new("holder", FieldKind.Incident)),
        new("SeverityConfirmed", Level, Decider, Reason),
        new("SeverityChanged", new("from", FieldKind.Level), Level, Decider, Reason),
        new("SeveritySuggested", Level, Decider, Reason),
        new("SuggestionRejected", Level, By, Reason),
        new("SuggestionEscalated", Level),
        new("AcknowledgementCleared", By, Cycle),
        new("AcknowledgementExpired", By, Cycle),
        new("AcknowledgementWatchEnded", By, Cycle),
        new("Snoozed", By, new("until", FieldKind.Instant)),
        new("Reassigned", By, new("to", FieldKind.Person)),
        new("SelfResolved", Cycle),
        new("ClockRetargeted", Clock, Instance, Level, Due),
        new("PhaseChanged", Phase("from"), Phase("to"), FieldWord.Of("trigger", [.. Enum.GetNames<PhaseTrigger>()]), By, Reason),
        new("PhaseSkipped", Phase("phase"), Reason),
        new("Acknowledged", By, new("implied", FieldKind.Flag), Cycle),
        new("ResponderJoined", By, Cycle),
        new("ClockStarted", Clock, Instance, Level, Due),
        new("ClockPaused", Clock, Instance, Worked, Reason),
        new("ClockResumed", Clock, Instance, Level, Due, Reason),
        new("ClockWarned", Clock, Instance, new("fraction", FieldKind.Number), Announced),
        new("ClockBreached", Clock, Instance, Due),
        new("ClockBreachWithdrawn", Clock, Instance, Due),
        new("ClockMet", Clock, Instance, Worked, Result),
        new("ClockStopped", Clock, Instance, Worked, Result),
        new("ClockCancelled", Clock, Instance, Reason),
        new("EscalationStarted", Ladder, Level),
        new("EscalationStepDue", [.. Step, By, new("targets", FieldKind.Texts), new("moved", FieldKind.Duration), Announced]),
        new("EscalationStepRan", [.. Step, new("resolvedTo", FieldKind.Persons), new("moved", FieldKind.Duration), Reason]),
        new("EscalationExhausted", Ladder, Level),
        new(
            "EscalationRuleApplied",
            new("rule"),
            FieldWord.Of("verb", "tell", "climb"),
            FieldWord.Of("message", "page", "note"),
            new("cause", FieldKind.Number),
            new("targets", FieldKind.Texts),
            Reason),
        new("EscalationRuleFailed", new("rule"), new("cause", FieldKind.Number), Reason),
        new("EscalationEnded", Ladder, Level, Reason),
        new("Reopened", Cycle, By, Reason),
        new("Restored", Cycle, By, Reason),
        new("Cancelled", Cycle, By, Reason, new("duplicateOf", FieldKind.Incident)),
        new("ImpactDescribed", By, new("text"), new("users", FieldKind.TextOrNumber), new("data"), new("workaround")),
        new("RestorationVerified", By, new("how")),
        new("UsersTold", By, new("link"), Reason),
        new("ReviewCompleted", By, new("summary"), new("cause"), new("improvements", FieldKind.TextsOrNone), Reason),
        new("UpdateSent", By, Audience, new("text")),
        new("NoteAdded", By, new("text")),
        new("EvidenceAdded", By, new("kind"), new("link"), new("contentHash"), new("note")),
        new("EntryCorrected", By, new("corrects", FieldKind.Number), new("text")),
        new("ItemCompleted", By, Item, new("link"), new("note")),
        new("ItemSkipped", By, Item, Reason),
        new("ItemReopened", By, Item),
        Notice("SilenceStarted", new("silence", FieldKind.Silence), new("match", FieldKind.Labels), new("until", FieldKind.Instant), By, Reason),
        Notice("SilenceEnded", new("silence", FieldKind.Silence), new("match", FieldKind.Labels), By),
        Notice("HeartbeatMissed", new FieldWord("monitor", FieldKind.Monitor)),
        Notice("HeartbeatReturned", new FieldWord("monitor", FieldKind.Monitor)),
        Notice(OutputRecorder.HealthChanged, new("healthy", FieldKind.Flag), Reason),
        Message(MessageLines.Queued),
        Message(MessageLines.PutOff),
        Message(MessageLines.Sent, new("language"), new("body")),
        Message(MessageLines.Suppressed),
        Message(MessageLines.Failed),
        new(
            OutputRecorder.Refused,
            FieldWord.Of("do", [.. CommandWords.All.Select(word => word.Name)]),
            By,
            new("code"),
            new("reasons", FieldKind.Texts)) { IsOnTimeline = false },
    ];

    private static readonly FrozenDictionary<string, EventWord> ByName = All.ToFrozenDictionary(word => word.Name, StringComparer.Ordinal);

    public static EventWord? Find(string name) => ByName.GetValueOrDefault(name);

    private static FieldWord Phase(string name) => FieldWord.Of(name, [.. Enum.GetNames<IncidentPhase>()]);

    private static EventWord Notice(string name, params ImmutableArray<FieldWord> fields) => new(name, fields) { IsOnTimeline = false };

    private static EventWord Message(string name, params ImmutableArray<FieldWord> more) => new(
        name,
        [
            FieldWord.Of("kind", "page", "note", "update", "report"),
            Audience,
            new("to", FieldKind.Recipient),
            new("channel", FieldKind.Channel),
            new("cause", FieldKind.Number),
            Key,
            Reason,
            new("attempts", FieldKind.Number),
            .. more,
        ])
    { IsOnTimeline = false };
}
