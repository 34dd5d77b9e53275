using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Semantics, 5: ladders; and everything that is due.</summary>
internal sealed partial class ModelIncident
{
    /// <summary>After how long a channel that fails for now asks to be tried again: longer than the engine waits by itself.</summary>
    public static readonly Duration AttemptAfter = Duration.FromMinutes(7);

    private const int MostAttempts = 20;

    private HashSet<string> _waiting = [];

    /// <summary>The pages of the steps that have not failed: when none is left the ladder moves on.</summary>
    private ImmutableHashSet<(ModelCall Call, string To, string Channel)> _hopes = [];

    private static Duration ExpiryOf(string kind) => kind == "page" ? Duration.FromMinutes(30) : Duration.FromHours(24);

    /// <summary>Does what is due up to an instant, in order of due; at one instant in the order of the matters (4.4, 5).</summary>
    /// <param name="limit">The last instant whose deadlines are taken up.</param>
    /// <param name="now">What time it is.</param>
    public void RunUpTo(Instant limit, Instant now)
    {
        while (Matters().Where(matter => matter.DueAt <= limit && !(_waiting.Contains(matter.Name) && matter.DueAt == now))
                .OrderBy(matter => matter.DueAt).FirstOrDefault() is { Act: not null } next)
        {
            next.Act(now);
            AskRules(now);
        }
    }

    /// <summary>Lists what can be due, in the order in which it is done at one instant.</summary>
    private IEnumerable<(string Name, Instant? DueAt, Action<Instant> Act)> Matters()
    {
        var clocks = LatestClocks().Select(clock => clock.NextDueAt()).Min();
        yield return ("clocks", clocks, now => Announce(LatestClocks().First(clock => clock.NextDueAt() == clocks), now));
        yield return ("ladder", Ladder?.Next?.Due, now => Climb(now));
        yield return ("suggestions", SuggestionDueAt, EscalateSuggestion);
        yield return ("quiet", SelfResolvesAt, SelfResolve);
        yield return ("acknowledgement", AcknowledgementDueAt, RunOut);
        yield return ("counts", UntoldDueAt, TellLongestUntold);
    }

    /// <summary>Starts the ladder of the level, measured from an instant; steps whose time has passed are not run.</summary>
    private void StartLadder(Instant from, Instant now)
    {
        Ladder = ModelLadder.Start(Playbook, Level, Labels, from, Clock(ClockNames.Response)?.Due(), (Ladder?.Epoch ?? 0) + 1);
        while (Ladder.Next is { Step: > 0 } next && next.Due < now)
        {
            Ladder.Take();
        }

        // What would have been over by now is over now.
        Ladder.Next = Ladder.Next is { Step: 0 } end && end.Due < now ? end with { Due = now } : Ladder.Next;
        TellOf(now, from, "EscalationStarted", ("ladder", Ladder.Source.Name), ("level", Level));
    }

    private void EndLadder(Instant now)
    {
        // A ladder that has nothing left to do is over already.
        if (Ladder is not { IsEnded: false, Next: not null } ladder)
        {
            return;
        }

        ladder.IsEnded = true;
        ladder.Next = null;
        Tell(now, "EscalationEnded", ("ladder", ladder.Source.Name), ("level", ladder.Source.Level));
    }

    /// <summary>Does what was due before now; a command comes after that. What is due right now waits for what else may be said now.</summary>
    public void CatchUp(Instant now)
    {
        RunUpTo(now - Duration.FromTicks(10), now);
        _waiting = [.. Matters().Where(matter => matter.DueAt == now).Select(matter => matter.Name)];
    }

    /// <summary>What a command itself makes due at once is done in its commit: the first step of a ladder, what a resume finds run out.</summary>
    public void RunMade(Instant now)
    {
        _acting = null;
        AskRules(now);
        RunUpTo(now, now);
        _waiting = [];
    }

    private void Climb(Instant now, string? by = null, Duration moved = default)
    {
        var ladder = Ladder!;
        if (ladder.Next is { Step: 0 } end && ladder.ExhaustedAt is null)
        {
            // The emergency contact is called after that, as a step of its own.
            ladder.ExhaustedAt = end.Due;
            TellOf(now, end.Due, "EscalationExhausted", ("ladder", ladder.Source.Name), ("level", ladder.Source.Level));
            if (!ladder.IsFull)
            {
                ladder.Next = null;
                Errands.Add(new ModelLookUp("note", Call: null, ladder.LastTargets is { IsEmpty: false } last ? last : ladder.TargetsOf(ladder.Source.Steps.Length)));
            }

            return;
        }

        var (loop, step, due, targets) = ladder.Take();
        var isOvertaken = due < now && ladder.NextCalls() && ladder.Next!.Value.Due <= now;
        ImmutableArray<ModelTarget> called =
        [
            .. ladder.Overtaken.Where(target => !target.IsPerson).Concat(targets).Concat(ladder.Overtaken.Where(target => target.IsPerson)).DistinctBy(target => target.Name),
        ];
        TellOf(
            now,
            due,
            "EscalationStepDue",
            ("ladder", ladder.Source.Name),
            ("level", ladder.Source.Level),
            ("loop", loop),
            ("step", step),
            ("by", by),
            ("moved", moved == Duration.Zero ? null : moved),
            ("targets", (isOvertaken ? targets : called).Select(target => target.Name).ToArray()),
            ("announced", isOvertaken ? false : null));
        ladder.LastTargets = isOvertaken ? targets : called;
        ladder.Overtaken = isOvertaken ? called : [];
        if (!isOvertaken)
        {
            Errands.Add(new ModelLookUp("page", new ModelCall(ladder.Epoch, ladder.Source.Level, ladder.Source.Name, loop, step), called));
        }
    }

    private ImmutableArray<ModelTarget> LastCalled() => Ladder!.LastTargets is { IsEmpty: false } last
        ? last
        : Ladder.TargetsOf(1);

    /// <summary>
    /// What climbs is wanted until somebody acknowledges or another ladder starts, a page about a suggested level until somebody answers, what tells of a
    /// breach unless it was none, and everything else always.
    /// </summary>
    private bool IsStillWanted(ModelErrand errand)
    {
        if ((errand.Call?.Epoch ?? errand.Climbs) is { } epoch && !(IsActive && AcknowledgedBy is null && Ladder?.Epoch == epoch))
        {
            return false;
        }

        var isAnswered = errand.Suggestion is { } level
            && !(IsActive && errand.Cycle == Cycle && Suggestions.Exists(suggestion => suggestion.Level == level && !suggestion.IsAnswered));
        return !isAnswered && !(errand.Breach is { } breach && _withdrawn.Contains(breach));
    }

    /// <summary>Gets when the next message is tried again.</summary>
    public Instant? NextAttemptAt => Errands.Select(errand => errand.NotBefore).Min();

    public bool IsBusy(Instant now) => Errands.Exists(errand => IsReady(errand, now));

    private static bool IsReady(ModelErrand errand, Instant now) => !(errand.NotBefore > now);

    /// <summary>Runs errands that wait, once each in their order; what comes of them waits for the next time.</summary>
    public void RunErrands(ModelPeople people, Dictionary<string, ImmutableArray<HarnessPerson>> answers, Instant now)
    {
        var waiting = Errands.FindAll(errand => IsReady(errand, now));
        Errands.RemoveAll(waiting.Contains);
        foreach (var errand in waiting)
        {
            CatchUp(now);
            switch (errand)
            {
                case ModelLookUp lookUp:
                    Answer(lookUp, people, answers, now);
                    break;
                case ModelWithdrawal withdrawal:
                    TellWhoWasTold(withdrawal.Entry, now);
                    break;
                case ModelMessage message:
                    Send(message, people, now);
                    break;
            }

            RunMade(now);
        }
    }

    private void Answer(ModelLookUp lookUp, ModelPeople people, Dictionary<string, ImmutableArray<HarnessPerson>> answers, Instant now)
    {
        // The directory is asked before anybody looks whether the answer is still wanted: what it said is known then.
        ImmutableArray<(string Person, string Channel)> found = [.. lookUp.Targets.SelectMany(target => people.Reach(target, answers)).Distinct()];
        if (!IsStillWanted(lookUp))
        {
            return;
        }

        if (lookUp.Call is { } call)
        {
            TellStepRan(call, [.. found.Select(reached => reached.Person).Distinct()], found.IsEmpty ? Ladder!.MoveAfter(call.Loop, call.Step, now) : Duration.Zero, now);
        }

        if (lookUp.Call is null && found.IsEmpty)
        {
            TellMessage("MessageFailed", lookUp.Kind, lookUp.Targets[0].Name, "none", now);
        }

        foreach (var (person, channel) in found)
        {
            _hopes = lookUp.Call is { } hope ? _hopes.Add((hope, person, channel)) : _hopes;
            TellMessage("MessageQueued", lookUp.Kind, person, channel, now);
            Errands.Add(new ModelMessage(lookUp.Kind, lookUp.Call, person, channel, now + ExpiryOf(lookUp.Kind)) { Audience = lookUp.Audience, Cycle = lookUp.Cycle, Suggestion = lookUp.Suggestion, Climbs = lookUp.Climbs, Breach = lookUp.Breach });
        }
    }

    private void Send(ModelMessage message, ModelPeople people, Instant now)
    {
        if (!IsStillWanted(message))
        {
            TellMessage("MessageSuppressed", message.Kind, message.To, message.Channel, now);
            return;
        }

        var failure = message.ExpiresAt <= now ? "permanent" : people.FailureOf(message.Channel, message.To);
        if (failure is null)
        {
            TellMessage("MessageSent", message.Kind, message.To, message.Channel, now);
            _told = message.Breach is { } breach ? _told.Add((breach, message.To, message.Channel)) : _told;
            if (message.Audience == "external" && message.Cycle == Cycle && !HasEnded && Won.Add(IncidentPhase.Communicating))
            {
                Tell(now, "UsersTold", ("by", "system"));
            }

            return;
        }

        if (failure == "transient" && message.Attempts + 1 < MostAttempts && now + AttemptAfter < message.ExpiresAt)
        {
            TellMessage("MessagePutOff", message.Kind, message.To, message.Channel, now);
            Errands.Add(message with { Attempts = message.Attempts + 1, NotBefore = now + AttemptAfter });
            return;
        }

        TellMessage("MessageFailed", message.Kind, message.To, message.Channel, now);
        if (message.Call is not { } call)
        {
            return;
        }

        _hopes = _hopes.Remove((call, message.To, message.Channel));
        if (!_hopes.Any(hope => hope.Call == call) && Ladder!.MoveAfter(call.Loop, call.Step, now) is var gap && gap > Duration.Zero)
        {
            TellStepRan(call, [], gap, now);
        }
    }

    private void TellStepRan(ModelCall call, string[] people, Duration moved, Instant now) => Tell(
        now,
        "EscalationStepRan",
        ("ladder", call.Ladder),
        ("level", call.Level),
        ("loop", call.Loop),
        ("step", call.Step),
        ("resolvedTo", people),
        ("moved", moved == Duration.Zero ? null : moved));

    private void TellMessage(string fate, string kind, string to, string channel, Instant now) =>
        Messages.Add(new ModelLine(fate, now, now, [("kind", kind), ("to", to), ("channel", channel)]));
}
