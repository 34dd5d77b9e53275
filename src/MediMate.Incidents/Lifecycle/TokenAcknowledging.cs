namespace MediMate.Incidents;

/// <summary>Decides acknowledgements by the token of a page.</summary>
internal static class TokenAcknowledging
{
    public static Rejection? Decide(AcknowledgeByToken command, IncidentDraft draft)
    {
        var incident = draft.Incident;
        if (draft.Now >= command.Offer.ExpiresAt)
        {
            return Rejections.TokenExpired(command.Offer.ExpiresAt);
        }

        // An incident that is over says so, whatever cycle it was asked in.
        return incident.IsActive && incident.Cycle != command.Offer.Cycle
            ? Rejections.TokenOfAnotherCycle(incident, command.Offer.Cycle)
            : Acknowledging.Decide(new Acknowledge { By = command.By }, draft);
    }
}
