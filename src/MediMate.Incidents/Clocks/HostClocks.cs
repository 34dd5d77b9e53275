namespace MediMate.Incidents;

/// <summary>Lets the clocks of the host start and stop with what happens.</summary>
internal static class HostClocks
{
    public static void React(IncidentEvent happened, IncidentDraft draft)
    {
        // Asked about what clocks do, a clock could start and stop itself without end.
        if (draft.Playbook.Parts.Clocks.IsEmpty || IsOfClock(happened))
        {
            return;
        }

        foreach (var clock in draft.Playbook.Parts.Clocks)
        {
            Move(clock.Name, Ask(clock, happened, draft), happened, draft);
        }
    }

    private static void Move(string name, ClockMove move, IncidentEvent happened, IncidentDraft draft)
    {
        var isRunning = ClockEnding.Find(draft.Incident, name) is { IsRunning: true };
        switch (move)
        {
            case ClockMove.Start when !isRunning && draft.Playbook.Level(draft.Incident.Severity.Level).FindClock(name) is { } compiled:
                ClockStarting.Start(draft, compiled);
                break;
            case ClockMove.Stop:
                ClockEnding.Stop(draft, name, happened.OccurredAt);
                break;
            case ClockMove.Cancel:
                ClockEnding.Cancel(draft, name, "given up");
                break;
        }
    }

    private static ClockMove Ask(IIncidentClock clock, IncidentEvent happened, IncidentDraft draft)
    {
        try
        {
            return clock.MoveOn(happened, draft.Incident);
        }
#pragma warning disable CA1031 // A host's clock may throw anything; the incident goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            draft.HostFailed(clock.Name, exception);
            return ClockMove.None;
        }
    }

    private static bool IsOfClock(IncidentEvent happened) => happened is ClockStarted or ClockMet or ClockStopped or ClockCancelled or ClockWarned
        or ClockBreached or ClockBreachWithdrawn or ClockPaused or ClockResumed or ClockRetargeted;
}
