using NodaTime;

namespace MediMate.Incidents;

/// <summary>Watches that whoever took charge gives a sign of life.</summary>
internal sealed class AcknowledgementFeature : IIncidentFeature
{
    public void React(IncidentEvent cause, IncidentDraft draft)
    {
        // The fold keeps what there is to know: an entry by a person, another level.
    }

    public Instant? NextDueAt(Incident incident) => incident.AcknowledgementDueAt;

    public void OnDue(IncidentDraft draft)
    {
        var acknowledgement = draft.Incident.Acknowledgement!;
        var due = acknowledgement.NextDueAt!.Value;
        draft.Emit(due == acknowledgement.ExpiresAt
            ? new AcknowledgementExpired { By = acknowledgement.By, Cycle = acknowledgement.Cycle, OccurredAt = due }
            : new AcknowledgementWatchEnded { By = acknowledgement.By, Cycle = acknowledgement.Cycle, OccurredAt = due });
    }
}
