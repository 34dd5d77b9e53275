namespace MediMate.Incidents;

/// <summary>Decides acknowledgements: the explicit ones, and those that follow from another act of a person.</summary>
internal static class Acknowledging
{
    public static Rejection? Decide(Acknowledge command, IncidentDraft draft)
    {
        var incident = draft.Incident;
        if (!incident.IsActive)
        {
            return Rejections.NotActive(incident, "acknowledged");
        }

        if (command.By.Kind != ActorKind.Person)
        {
            return Rejections.Invalid("a person acknowledges");
        }

        if (!incident.IsAcknowledged)
        {
            draft.Emit(new Acknowledged { By = command.By.Id, Cycle = incident.Cycle });
        }
        else if (!IsOnIt(incident, command.By))
        {
            draft.Emit(new ResponderJoined { By = command.By.Id });
        }

        return null;
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
            draft.Emit(new Acknowledged { By = command.By.Id, IsImplied = true, Cycle = draft.Incident.Cycle + 1 });
        }
        else if (command.Trigger != PhaseTrigger.Cancel)
        {
            Imply(command.By, draft);
        }
    }

    /// <summary>Acknowledges where a person's act shows that somebody has taken charge.</summary>
    public static void Imply(Actor by, IncidentDraft draft)
    {
        if (by.Kind == ActorKind.Person && draft.Incident is { IsActive: true, IsAcknowledged: false } incident)
        {
            draft.Emit(new Acknowledged { By = by.Id, IsImplied = true, Cycle = incident.Cycle });
        }
    }
}
