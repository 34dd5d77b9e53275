using System.Collections.Immutable;
using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Semantics, 5: acknowledgements that time out, snoozing, handing over, and not waiting for the next step.</summary>
internal sealed partial class ModelIncident
{

    /// <summary>Who gives the command at hand; null where the engine acts by itself.</summary>
    private string? _acting;

    private Instant? _aliveAt;
    private Instant? _watchedFrom;
    private Instant? _snoozedUntil;
    private bool _isWatchOver;

    /// <summary>Gets when the acknowledgement runs out, or the engine stops to watch it.</summary>
    private Instant? AcknowledgementDueAt =>
        !IsActive || AcknowledgedBy is null || _isWatchOver || ExpiresAt is not { } expires ? null : Instant.Min(expires, _watchedFrom!.Value + OneDay);

    private Instant? ExpiresAt => new[] { _aliveAt + Playbook.Timeout(Level), _snoozedUntil }.Max();

    /// <summary>Lets a person act: each entry is a sign of life until the engine goes on by itself.</summary>
    public void ActAs(string? person) => _acting = person;

    private void Watch(Instant now) => (_aliveAt, _watchedFrom, _snoozedUntil, _isWatchOver) = (now, now, null, false);

    private void RunOut(Instant now)
    {
        var due = AcknowledgementDueAt!.Value;
        var by = AcknowledgedBy!;
        if (due != ExpiresAt)
        {
            _isWatchOver = true;
            TellOf(now, due, "AcknowledgementWatchEnded", ("by", by), ("cycle", Cycle));
            return;
        }

        NobodyHasCharge();
        TellOf(now, due, "AcknowledgementExpired", ("by", by), ("cycle", Cycle));
        BeginLadder(due, due, now);
        Ladder!.Overtaken = [new ModelTarget(by, []) { IsPerson = true }];
    }

    private bool Snooze(ModelStep step, Instant at, Instant now)
    {
        var asked = step.Duration("for");
        if (!IsActive || asked <= Duration.Zero || asked > Playbook.LongestSnooze(Level))
        {
            return false;
        }

        TakeChargeOrJoin(step.By, at, now);
        TellOf(now, at, "Snoozed", ("by", step.By), ("until", now + asked));
        (_snoozedUntil, _watchedFrom, _isWatchOver) = (now + asked, now, false);
        return true;
    }

    private bool Reassign(ModelStep step, Instant at, Instant now)
    {
        if (!IsActive)
        {
            return false;
        }

        if (AcknowledgedBy is { } by)
        {
            NobodyHasCharge();
            TellOf(now, at, "AcknowledgementCleared", ("by", by), ("cycle", Cycle));
        }

        var to = step.Text("to")!;
        TellOf(now, at, "Reassigned", ("by", step.By), ("to", to));
        EndLadder(now);

        // The new person has the first gap of the ladder; where it has one step, its cycle, or half an hour.
        var source = Playbook.Ladder(Level, Labels);
        var gaps = source.Steps.Select(next => next.Offset - source.Steps[0].Offset).Where(gap => gap > Duration.Zero).ToList();
        BeginLadder(now + (gaps.Count > 0 ? gaps[0] : source.Cycle ?? Duration.FromMinutes(30)), now, now);
        ImmutableArray<ModelTarget> called = [new ModelTarget(to, []) { IsPerson = true }];
        var ladder = Ladder!;
        TellOf(now, now, "EscalationStepDue", ("ladder", source.Name), ("level", source.Level), ("loop", 1), ("step", 0), ("targets", new[] { to }));
        ladder.LastTargets = called;
        Errands.Add(new ModelLookUp("page", new ModelCall(ladder.Epoch, source.Level, source.Name, 1, 0), called));
        return true;
    }

    private bool EscalateNow(ModelStep step, Instant now)
    {
        if (!IsActive || Ladder is not { IsEnded: false, Next: { } next } ladder)
        {
            return false;
        }

        var gap = Duration.Max(Duration.Zero, next.Due - now);
        ladder.Moved += next.Step > 0 ? gap : Duration.Zero;
        ladder.Next = next with { Due = now };
        Climb(now, step.By, next.Step > 0 ? gap : Duration.Zero);
        return true;
    }

    private void NobodyHasCharge()
    {
        AcknowledgedBy = null;
        Responders = [];
    }

    /// <summary>Starts the ladder of the level; what it has missed since then it catches up.</summary>
    private void BeginLadder(Instant from, Instant occurredAt, Instant now)
    {
        Ladder = ModelLadder.Start(Playbook, Level, Labels, from, Clock(ClockNames.Response)?.Due(), (Ladder?.Epoch ?? 0) + 1);
        TellOf(now, occurredAt, "EscalationStarted", ("ladder", Ladder.Source.Name), ("level", Level));
    }
}
