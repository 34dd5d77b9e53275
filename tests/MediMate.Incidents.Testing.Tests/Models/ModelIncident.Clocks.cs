using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Semantics, 4: clocks.</summary>
internal sealed partial class ModelIncident
{
    private const string Cadence = "updateCadence";
    private const string Review = "reviewDue";
    private static readonly Duration OneDay = Duration.FromHours(24);

    /// <summary>Tells whether a clock runs by itself while the incident is active; the other ones run from the resolution on.</summary>
    private static bool RunsWhileActive(string clock) => clock != Review;

    private void StartClocks(Instant now)
    {
        foreach (var name in Playbook.Clocks.Where(RunsWhileActive))
        {
            StartClock(name, now, now);
        }
    }

    private void StartClock(string name, Instant from, Instant now)
    {
        if (Playbook.Target(name, Level) is not { } target)
        {
            return;
        }

        var clock = new ModelClock
        {
            Name = name,
            Instance = Clocks.Count(known => known.Name == name) + 1,
            Fractions = Playbook.Warnings(name),
            RepeatsFrom = name == Cadence ? from : null,
        };
        clock.Spans.Add(new ModelSpan(from, Level, target.Within, target.Hours));
        Clocks.Add(clock);
        Tell(now, "ClockStarted", ("clock", name), ("instance", clock.Instance), ("level", Level), ("due", clock.Due()));
    }

    /// <summary>Stops a clock: met when that was not after its due instant (4.5).</summary>
    private void StopClock(string name, Instant stop, Instant now)
    {
        if (Clock(name) is not { IsRunning: true } clock)
        {
            return;
        }

        var isMet = clock.RanOutIn(clock.SpanOf(stop)) is not { } ranOut || stop <= ranOut;
        foreach (var (_, due, entry) in clock.TakeBack(stop))
        {
            TellWithdrawn(clock, due, entry, now);
        }

        clock.StoppedAt = stop;
        clock.IsBreached = !isMet;
        clock.Result = !isMet ? "breached" : clock.Told.Count > 0 ? "metAfterBreach" : "met";
        TellOf(
            now,
            stop,
            isMet ? "ClockMet" : "ClockStopped",
            ("clock", name),
            ("instance", clock.Instance),
            ("worked", clock.Worked(stop)),
            ("result", clock.Result));
    }

    private void TellWithdrawn(ModelClock clock, Instant due, int entry, Instant now)
    {
        Tell(now, "ClockBreachWithdrawn", ("clock", clock.Name), ("instance", clock.Instance), ("due", due));
        Withdraw(entry);
    }

    private void CancelClocks(Instant now, Instant? at = null)
    {
        foreach (var clock in LatestClocks().ToList())
        {
            CancelClock(clock.Name, now, at);
        }
    }

    private void CancelClock(string name, Instant now, Instant? at = null)
    {
        if (Clock(name) is { IsRunning: true } clock)
        {
            clock.StoppedAt = at ?? now;
            TellOf(now, at ?? now, "ClockCancelled", ("clock", name), ("instance", clock.Instance));
        }
    }

    /// <summary>The level is another: some clocks end, running ones measure its targets, some begin, in this order (4.4, 4.6, 4.9).</summary>
    private void RetargetClocks(bool isRise, bool isRiseByAnother, Instant now)
    {
        List<string> running = [.. LatestClocks().Where(clock => clock.IsRunning).Select(clock => clock.Name)];
        foreach (var name in running.Where(name => Playbook.Target(name, Level) is null))
        {
            CancelClock(name, now);
        }

        foreach (var name in Playbook.Clocks.Where(name => running.Contains(name) && Playbook.Target(name, Level) is not null))
        {
            Retarget(Clock(name)!, now);
        }

        foreach (var name in Playbook.Clocks.Where(name => !running.Contains(name)))
        {
            // Whoever had answered has answered: only a rise asks for another response.
            var asksAgain = isRiseByAnother || (AcknowledgedBy is null && (isRise || !WasAcknowledged));
            if (name == Review ? IsReviewOpen : IsActive && (name != ClockNames.Response || asksAgain))
            {
                StartClock(name, now, now);
            }
        }
    }

    private bool IsReviewOpen => Phase is IncidentPhase.Communicating or IncidentPhase.Reviewing && !Won.Contains(IncidentPhase.Reviewing);

    private void Retarget(ModelClock clock, Instant now)
    {
        var target = Playbook.Target(clock.Name, Level)!.Value;
        if (clock.Name == Cadence)
        {
            // A cadence counts anew from the change.
            clock.Spans.Clear();
            clock.Pauses.Clear();
            clock.Told.Clear();
            clock.IsBreached = false;
            clock.RepeatsFrom = now;
        }

        var span = new ModelSpan(now, Level, target.Within, target.Hours);
        if (clock.Spans.Count == 0)
        {
            clock.Spans.Add(span);
        }
        else
        {
            clock.Retarget(span);
        }

        Tell(now, "ClockRetargeted", ("clock", clock.Name), ("instance", clock.Instance), ("level", Level), ("due", clock.Due()));
    }

    private bool PauseClock(ModelStep step, Instant at, Instant now)
    {
        if (Clock(step.Text("clock")!) is not { IsRunning: true, IsPaused: false } clock
            || !Playbook.IsPausable(clock.Name)
            || string.IsNullOrWhiteSpace(step.Text("reason"))
            || at < clock.StartedAt
            || clock.RanOutIn(clock.Spans.FindLastIndex(span => span.From <= at)) < at)
        {
            return false;
        }

        clock.Pauses.Add((at, null));
        TellOf(now, at, "ClockPaused", ("clock", clock.Name), ("instance", clock.Instance), ("worked", clock.Worked(at)), ("reason", step.Text("reason")));
        if (clock.IsBreached && clock.RanOutIn(clock.Spans.Count - 1) is null)
        {
            clock.IsBreached = false;
            foreach (var (_, due, entry) in clock.Told.FindAll(told => told.Span == clock.Spans.Count - 1))
            {
                TellWithdrawn(clock, due, entry, now);
            }

            clock.Told.RemoveAll(told => told.Span == clock.Spans.Count - 1);
        }

        return true;
    }

    private bool ResumeClock(ModelStep step, Instant at, Instant now)
    {
        if (Clock(step.Text("clock")!) is not { IsRunning: true, IsPaused: true } clock || !Playbook.IsPausable(clock.Name) || at < clock.PausedAt)
        {
            return false;
        }

        var index = clock.Pauses.FindIndex(pause => pause.To is null);
        clock.Pauses[index] = (clock.Pauses[index].From, at);
        TellOf(
            now,
            at,
            "ClockResumed",
            ("clock", clock.Name),
            ("instance", clock.Instance),
            ("level", clock.Level),
            ("due", clock.Due()),
            ("reason", step.Text("reason")));
        foreach (var (_, due, entry) in clock.TakeBack(Instant.MaxValue))
        {
            TellWithdrawn(clock, due, entry, now);
        }

        // It had run out under the present target too, which nobody was told because of the breach that was none.
        clock.IsBreached &= clock.Told.Count > 0;
        return true;
    }

    /// <summary>Announces what a clock has to say first.</summary>
    private void Announce(ModelClock clock, Instant now)
    {
        var due = clock.Due();
        if (clock.WarningsLeft().Where(warning => warning.At < due).Cast<(decimal Fraction, Instant At)?>().FirstOrDefault() is not { } warning)
        {
            clock.IsBreached = true;
            TellOf(now, due, "ClockBreached", ("clock", clock.Name), ("instance", clock.Instance), ("due", due));
            clock.Told.Add((clock.Spans.Count - 1, due, Version));
            if (clock.Name == Cadence)
            {
                Miss(clock, now);
            }

            return;
        }

        clock.Warned.Add((clock.Level, warning.Fraction));
        var isOvertaken = clock.NextDueAt() <= now;
        TellOf(
            now,
            warning.At,
            "ClockWarned",
            ("clock", clock.Name),
            ("instance", clock.Instance),
            ("fraction", warning.Fraction),
            ("announced", isOvertaken ? false : null));
        if (!isOvertaken)
        {
            Errands.Add(AcknowledgedBy is { } person
                ? new ModelLookUp("note", Call: null, [new ModelTarget(person, [])])
                : new ModelLookUp("note", Call: null, LastCalled()));
        }
    }

    /// <summary>An update to users was missed: one reminder, and the next is due a cadence later, for a day at most (4.9).</summary>
    private void Miss(ModelClock clock, Instant now)
    {
        Errands.Add(new ModelLookUp("note", Call: null, [new ModelTarget(Playbook.Source.Communications, [])]));
        if (Playbook.Target(Cadence, Level) is { } target && target.Hours.Due(now, target.Within) <= clock.RepeatsFrom + OneDay)
        {
            StartClock(Cadence, now, now);
            Clocks[^1].RepeatsFrom = clock.RepeatsFrom;
        }
    }
}
