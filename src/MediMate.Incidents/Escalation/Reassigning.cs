namespace MediMate.Incidents;

/// <summary>Decides what people do with a ladder: hand the incident over, or not wait for the next step.</summary>
internal static class Reassigning
{
    public static Rejection? Decide(Reassign command, IncidentDraft draft)
    {
        if (CommandChecks.Required(("to", command.To)) is { } invalid)
        {
            return invalid;
        }

        var incident = draft.Incident;
        if (!incident.IsActive)
        {
            return Rejections.NotActive(incident, "reassigned");
        }

        if (incident is { IsAcknowledged: true, Acknowledgement: { } acknowledgement })
        {
            draft.Emit(new AcknowledgementCleared { By = acknowledgement.By, Cycle = acknowledgement.Cycle });
        }

        draft.Emit(new Reassigned { To = command.To.Trim() });
        return null;
    }

    public static Rejection? Decide(EscalateNow command, IncidentDraft draft)
    {
        var incident = draft.Incident;
        if (!incident.IsActive)
        {
            return Rejections.NotActive(incident, "escalated");
        }

        return LadderFeature.RunNext(draft) ? null : Rejections.NoNextStep(incident);
    }
}
