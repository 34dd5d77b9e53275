using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents;

/// <summary>
/// The functional core: an incident, a command, inputs and the time give events or a rejection. No I/O, no clock, no new ids: the same input
/// gives the same output.
/// </summary>
internal static class IncidentDecider
{
    /// <summary>The features, in the order in which they react: rules note an event first, so that they are asked in the order of the events.</summary>
    internal static readonly ImmutableArray<IIncidentFeature> Features = [new RuleFeature(), new ClockFeature(), new LadderFeature(), new SeverityFeature(), new SelfResolveFeature(), new AcknowledgementFeature()];

    /// <summary>A feature that is due and does not move on is a bug; this is how often it may be called at one instant.</summary>
    private const int CallsAtOneInstant = 64;

    /// <summary>Decides.</summary>
    /// <remarks>
    /// Where the deadlines of an incident cannot be done, whatever is wrong with them, what people and the dispatcher want with it is done without them:
    /// it must still be possible to acknowledge, and pages still go out. Only the tick fails, and quarantines the incident.
    /// </remarks>
    public static Decision Decide(Incident? incident, IncidentCommand command, DecisionInputs inputs, Instant now)
    {
        try
        {
            return DecideWithDeadlines(incident, command, inputs, now);
        }
#pragma warning disable CA1031 // Anything can be wrong with an incident that poisons its ticks.
        catch (Exception exception) when (incident is not null && command is not Tick)
#pragma warning restore CA1031
        {
            return DecideAlone(incident, command, inputs, now, exception);
        }
    }

    private static Decision DecideAlone(Incident incident, IncidentCommand command, DecisionInputs inputs, Instant now, Exception failure)
    {
        var draft = new IncidentDraft(incident, inputs, command.By, now, ToldLate.InstantOf(command, now)) { SkipsDeadlines = true };
        if ((ToldLate.Check(command, draft) ?? Execute(command, draft)) is { } rejection)
        {
            return Decision.Refuse(SignalTallying.WithPending(incident, inputs.TallyOf(incident)), rejection);
        }

        AskRules(draft);
        return Decision.Accept(incident, draft).Without(failure);
    }

    private static void AskRules(IncidentDraft draft)
    {
        draft.AskRules();
        foreach (var other in draft.Others)
        {
            other.AskRules();
        }
    }

    private static Decision DecideWithDeadlines(Incident? incident, IncidentCommand command, DecisionInputs inputs, Instant now)
    {
        var draft = new IncidentDraft(incident, inputs, command.By, now, ToldLate.InstantOf(command, now));

        // 1. Deadlines that passed: what a command does must not depend on whether the tick of a moment ago had already run.
        // 2. The command. Those that are pending at this very instant wait, so that the command still comes first.
        var pending = CatchUp(draft, incident, isTick: command is Tick);
        if ((ToldLate.Check(command, draft) ?? Execute(command, draft)) is { } rejection)
        {
            return Decision.Refuse(SignalTallying.WithPending(incident, inputs.TallyOf(incident)), rejection);
        }

        AskRules(draft);

        // 3. What the command itself made due.
        if (draft.LastSequence > 0)
        {
            RunDue(draft, upTo: now, waiting: pending.AsSpan());
        }

        foreach (var other in draft.Others)
        {
            RunDue(other, upTo: now, waiting: other.Pending.AsSpan());
        }

        AskRules(draft);
        return Decision.Accept(incident, draft);
    }

    /// <summary>Does what was due before now; on a tick, what is due now too.</summary>
    /// <returns>What each feature then has to do next.</returns>
    public static ImmutableArray<Instant?> CatchUp(IncidentDraft draft, Incident? incident, bool isTick)
    {
        var upTo = isTick ? draft.Now : draft.Now - Duration.Epsilon;
        if (incident?.NextDueAt <= upTo || SignalTallying.DueAt(draft) <= upTo)
        {
            RunDue(draft, upTo, waiting: default);
            WriteCounts(draft, upTo);
        }

        return draft.LastSequence > 0 ? [.. Features.Select(feature => feature.NextDueAt(draft.Incident))] : [];
    }

    private static Rejection? Execute(IncidentCommand command, IncidentDraft draft) => command switch
    {
        Tick => null,
        TakeSignal c => SignalIntake.Decide(c, draft),
        SignalCommand or SubjectCommand => ExecuteBeside(command, draft),
        Declare c => Declaration.Decide(c, draft),
        Acknowledge c => Acknowledging.Decide(c, draft),
        AcknowledgeByToken c => TokenAcknowledging.Decide(c, draft),
        Snooze c => Acknowledging.Decide(c, draft),
        Reassign c => Reassigning.Decide(c, draft),
        EscalateNow c => Reassigning.Decide(c, draft),
        PhaseCommand c => PhaseChanging.Decide(c, draft),
        Resolve c => OneCallResolution.Decide(c, draft),
        ConfirmSeverity c => SeverityChoice.Decide(c, draft),
        ChangeSeverity c => SeverityChoice.Decide(c, draft),
        AcceptSuggestion c => SuggestionAnswers.Decide(c, draft),
        RejectSuggestion c => SuggestionAnswers.Decide(c, draft),
        AttachSignal c => SignalAttaching.Decide(c, draft),
        AddEvidence c => Records.Decide(c, draft),
        CorrectEntry c => Records.Decide(c, draft),
        CompleteItem c => Checklist.Decide(c, draft),
        SkipItem c => Checklist.Decide(c, draft),
        PauseClock c => ClockPausing.Decide(c, draft),
        ResumeClock c => ClockPausing.Decide(c, draft),
        AnswerLookUp c => LookUpAnswering.Decide(c, draft),
        TellWithdrawal c => Withdrawals.Decide(c, draft),
        ReportQuarantine => Quarantine.Decide(draft),
        BeginSending c => Sending.Begin(c, draft),
        CompleteSending c => Sending.Complete(c, draft),
        _ => Findings.Decide(command, draft),
    };

    /// <summary>Decides what is about silences, heartbeats and groups.</summary>
    private static Rejection? ExecuteBeside(IncidentCommand command, IncidentDraft draft) => command switch
    {
        BeginSilence c => SilenceDeciding.Decide(c, draft),
        EndSilence c => SilenceDeciding.Decide(c, draft),
        TickSilence c => SilenceDeciding.Decide(c, draft),
        ReleaseSilenced c => SilenceDeciding.Decide(c, draft),
        WatchHeartbeat c => HeartbeatWatching.Decide(c, draft),
        ForgetHeartbeat c => HeartbeatWatching.Decide(c, draft),
        TakeBeat c => HeartbeatWatching.Decide(c, draft),
        MissBeat c => HeartbeatWatching.Decide(c, draft),
        EndGroup c => SignalGrouping.Decide(c, draft),
        _ => throw new ArgumentException($"{command.GetType().Name} is no command that the engine knows.", nameof(command)),
    };

    /// <summary>Runs the deadlines up to an instant, except those that wait, in order of due, then of the features.</summary>
    private static void RunDue(IncidentDraft draft, Instant upTo, ReadOnlySpan<Instant?> waiting)
    {
        var calls = 0;
        var last = Instant.MinValue;
        while (Earliest(draft.Incident, upTo, waiting) is var (feature, due))
        {
            WriteCounts(draft, due - Duration.Epsilon);
            calls = due == last ? calls + 1 : 0;
            if (calls > CallsAtOneInstant)
            {
                throw new InvalidOperationException($"{feature.GetType().Name} of {draft.Incident.Reference} is due at {due} and does not move on.");
            }

            last = due;
            draft.RunDue(feature, due);
        }
    }

    /// <summary>Writes the entry of signals that was due up to an instant: after all that was due then.</summary>
    private static void WriteCounts(IncidentDraft draft, Instant upTo)
    {
        if (SignalTallying.DueAt(draft) <= upTo)
        {
            SignalTallying.WriteDue(draft);
        }
    }

    private static (IIncidentFeature Feature, Instant Due)? Earliest(Incident incident, Instant upTo, ReadOnlySpan<Instant?> waiting)
    {
        (IIncidentFeature Feature, Instant Due)? earliest = null;
        for (var i = 0; i < Features.Length; i++)
        {
            if (Features[i].NextDueAt(incident) is { } due
                && due <= upTo
                && (waiting.IsEmpty || waiting[i] != due)
                && (earliest is null || due < earliest.Value.Due))
            {
                earliest = (Features[i], due);
            }
        }

        return earliest;
    }
}
