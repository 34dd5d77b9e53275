using NodaTime;

namespace MediMate.Incidents;

/// <summary>Decides acknowledgements: the explicit ones, and those that follow from another act of a person.</summary>
internal static class Acknowledging
{
    public static Rejection? Decide(Acknowledge command, IncidentDraft draft)
    {
        if (command.OnlyIfNobodyHas && draft.Incident is { IsActive: false } or { IsAcknowledged: true })
        {
            return null;
        }

        if (Check(command.By, draft.Incident) is { } refused)
        {
            return refused;
        }

        TakeOrJoin(draft, command.By);
        return null;
    }

    public static Rejection? Decide(Snooze command, IncidentDraft draft)
    {
        if (Check(command.By, draft.Incident) is { } refused)
        {
            return refused;
        }

        var level = draft.Playbook.Level(draft.Incident.Severity.Level);
        if (command.For <= Duration.Zero || command.For > level.SnoozeAtMost)
        {
            return Rejections.CannotSnooze(draft.Incident, command.For, level.SnoozeAtMost);
        }

        TakeOrJoin(draft, command.By);
        draft.Emit(new Snoozed { By = command.By.Id, Until = EngineClock.Cut(draft.RecordedAt + command.For) });
        return null;
    }

    private static Rejection? Check(Actor by, Incident incident) =>
        !incident.IsActive
            ? Rejections.NotActive(incident, "acknowledged")
            : by.Kind == ActorKind.Person ? null : Rejections.Invalid("a person acknowledges");

    /// <summary>Records that a person takes charge, or joins whoever has; no news when they are on it already.</summary>
    public static void TakeOrJoin(IncidentDraft draft, Actor by)
    {
        if (!draft.Incident.IsAcknowledged)
        {
            Take(draft, by);
        }
        else if (!IsOnIt(draft.Incident, by))
        {
            draft.Emit(new ResponderJoined { By = by.Id });
        }
    }

    /// <summary>Tells whether a person has taken charge, or joined, already: then there is no news.</summary>
    public static bool IsOnIt(Incident incident, Actor by) =>
        incident is { IsAcknowledged: true, Acknowledgement: { } acknowledgement } && (acknowledgement.By == by.Id || acknowledgement.Joined.Contains(by.Id));

    /// <summary>Acknowledges where a person moves the incident on: while it is active, or by reopening or restoring it. Cancelling never does.</summary>
    public static void Imply(PhaseCommand command, IncidentDraft draft)
    {
        if (command.By.Kind != ActorKind.Person)
        {
            return;
        }

        if (command.Trigger is PhaseTrigger.Reopen or PhaseTrigger.Restore)
        {
            var level = draft.Incident.Severity.Level;
            draft.Emit(new Acknowledged
            {
                By = command.By.Id,
                IsImplied = true,
                Cycle = draft.Incident.Cycle + 1,
                TimesOutAfter = (draft.Inputs.CurrentPlaybook.FindLevel(level) ?? draft.Playbook.Level(level)).Source.AcknowledgementTimeout,
            });
        }
        else if (command.Trigger != PhaseTrigger.Cancel)
        {
            Imply(command.By, draft);
        }
    }

    /// <summary>Acknowledges where a person's act shows that somebody has taken charge.</summary>
    public static void Imply(Actor by, IncidentDraft draft)
    {
        if (by.Kind == ActorKind.Person && draft.Incident is { IsActive: true, IsAcknowledged: false })
        {
            Take(draft, by, isImplied: true);
        }
    }

    /// <summary>Records that a person takes charge in the present cycle.</summary>
    public static void Take(IncidentDraft draft, Actor by, bool isImplied = false) => draft.Emit(new Acknowledged
    {
        By = by.Id,
        IsImplied = isImplied,
        Cycle = draft.Incident.Cycle,
        TimesOutAfter = draft.Playbook.Level(draft.Incident.Severity.Level).Source.AcknowledgementTimeout,
    });
}
