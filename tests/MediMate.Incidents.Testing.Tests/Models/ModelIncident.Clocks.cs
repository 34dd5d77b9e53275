using NodaTime;

namespace MediMate.Incidents.Testing.Tests.Models;

/// <summary>Semantics, 4: clocks.</summary>
internal sealed partial class ModelIncident
{
    private void StartClocks(Instant now)
    {
        foreach (var name in Playbook.Clocks)
        {
            StartClock(name, now);
        }
    }

    private void StartClock(string name, Instant now)
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
        };
        clock.Spans.Add((now, Level, target.Within, target.Hours));
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

        var due = clock.Due();
        var isMet = clock.IsPaused && stop >= clock.Pauses[^1].From ? !clock.IsBreached : stop <= due;
        if (isMet && clock.IsBreached)
        {
            clock.IsBreached = false;
            Tell(now, "ClockBreachWithdrawn", ("clock", name), ("instance", clock.Instance), ("due", due));
        }

        clock.StoppedAt = stop;
        clock.IsBreached = !isMet;
        clock.Result = isMet ? "met" : "breached";
        TellOf(
            now,
            stop,
            isMet ? "ClockMet" : "ClockStopped",
            ("clock", name),
            ("instance", clock.Instance),
            ("worked", clock.Worked(stop)),
            ("result", clock.Result));
    }

    private void CancelClocks(Instant now)
    {
        foreach (var clock in Clocks.Where(clock => clock.IsRunning))
        {
            clock.StoppedAt = now;
            Tell(now, "ClockCancelled", ("clock", clock.Name), ("instance", clock.Instance));
        }
    }

    private bool PauseClock(ModelStep step, Instant now)
    {
        if (Clock(step.Text("clock")!) is not { IsRunning: true, IsPaused: false, IsBreached: false } clock
            || !Playbook.IsPausable(clock.Name)
            || string.IsNullOrWhiteSpace(step.Text("reason")))
        {
            return false;
        }

        clock.Pauses.Add((now, null));
        Tell(now, "ClockPaused", ("clock", clock.Name), ("instance", clock.Instance), ("worked", clock.Worked(now)), ("reason", step.Text("reason")));
        return true;
    }

    private bool ResumeClock(ModelStep step, Instant now)
    {
        if (Clock(step.Text("clock")!) is not { IsRunning: true, IsPaused: true } clock || !Playbook.IsPausable(clock.Name))
        {
            return false;
        }

        clock.Pauses[^1] = (clock.Pauses[^1].From, now);
        Tell(
            now,
            "ClockResumed",
            ("clock", clock.Name),
            ("instance", clock.Instance),
            ("level", clock.Level),
            ("due", clock.Due()),
            ("reason", step.Text("reason")));
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
}
