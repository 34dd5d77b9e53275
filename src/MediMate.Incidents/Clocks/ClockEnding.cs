using NodaTime;

namespace MediMate.Incidents;

/// <summary>Ends clocks: in time, too late, or given up.</summary>
internal static class ClockEnding
{
    /// <summary>Stops a clock that runs. Met is what stops at or before its due instant, by instants alone.</summary>
    public static void Stop(IncidentDraft draft, string name, Instant at)
    {
        if (Find(draft.Incident, name) is not { IsRunning: true } clock)
        {
            return;
        }

        var calendars = draft.Playbook.Calendars;
        var worked = ClockCounting.Worked(clock, calendars, at);
        var isLate = IsLate(clock, calendars, at, out var isBeforeRetarget);
        RecheckEarlier(draft, clock, at);
        if (clock is { IsBreached: true, IsBreachInherited: false } && (isBeforeRetarget || at <= clock.Due))
        {
            draft.Emit(new ClockBreachWithdrawn { Clock = name, Instance = clock.Instance, Due = clock.Due, OccurredAt = draft.RecordedAt });
        }

        if (isLate)
        {
            draft.Emit(new ClockStopped { Clock = name, Instance = clock.Instance, Worked = worked, OccurredAt = at });
            return;
        }

        var result = Find(draft.Incident, name)!.Earlier.Any(term => term.BreachedAt is not null) ? ClockResult.MetAfterBreach : ClockResult.Met;
        draft.Emit(new ClockMet { Clock = name, Instance = clock.Instance, Worked = worked, Result = result, OccurredAt = at });
    }

    public static void Cancel(IncidentDraft draft, string name, string reason, Instant at = default)
    {
        if (Find(draft.Incident, name) is { IsRunning: true } clock)
        {
            draft.Emit(new ClockCancelled { Clock = name, Instance = clock.Instance, Reason = reason, OccurredAt = at });
        }
    }

    /// <summary>Takes back breaches of earlier targets that were none, as an instant told late shows.</summary>
    /// <param name="draft">The incident.</param>
    /// <param name="clock">The clock, with the pauses that are known by now.</param>
    /// <param name="stoppedAt">When it stopped; the end of time while it runs.</param>
    public static void RecheckEarlier(IncidentDraft draft, ClockState clock, Instant stoppedAt)
    {
        var begins = Instant.MinValue;
        foreach (var term in clock.Earlier)
        {
            // What stopped before a target came, or at that instant, never ran out under it.
            var isOver = stoppedAt <= begins;
            begins = term.Until;
            if (term.BreachedAt is { } breached
                && (isOver || ClockCounting.ReachedWithin(clock, draft.Playbook.Calendars, term) is not { } reached || stoppedAt <= reached))
            {
                draft.Emit(new ClockBreachWithdrawn { Clock = clock.Name, Instance = clock.Instance, Due = breached, OccurredAt = draft.RecordedAt });
            }
        }
    }

    public static ClockState? Find(Incident incident, string name)
    {
        foreach (var clock in incident.Clocks)
        {
            if (clock.Name == name)
            {
                return clock;
            }
        }

        return null;
    }

    /// <summary>Tells whether a stop is too late under the target that was in force: a stop comes before a change of the target at the same instant.</summary>
    private static bool IsLate(ClockState clock, CalendarSet calendars, Instant at, out bool isBeforeRetarget)
    {
        foreach (var term in clock.Earlier)
        {
            if (at <= term.Until)
            {
                isBeforeRetarget = true;
                return ClockCounting.ReachedWithin(clock, calendars, term) is { } reached && at > reached;
            }
        }

        // A pause keeps it from running out: what had not run out by then was stopped in time.
        isBeforeRetarget = false;
        return at > clock.Due && !(clock.PausedAt is { } paused && clock.Due >= paused);
    }
}
